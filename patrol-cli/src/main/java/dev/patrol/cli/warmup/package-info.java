/** Loads what most calls load, for the archive of classes that the script keeps. */
package dev.patrol.cli.warmup;
