/** What the person in front of the terminal reads. */
package dev.patrol.cli.terminal;
