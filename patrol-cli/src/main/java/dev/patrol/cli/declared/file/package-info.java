/** The file that tokens are declared in, and what is wrong with it, each with its line. */
package dev.patrol.cli.declared.file;
