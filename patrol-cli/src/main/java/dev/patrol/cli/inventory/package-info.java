/** The tokens that the scanner saw, from the compacted topic {@code patrol.tokens}. */
package dev.patrol.cli.inventory;
