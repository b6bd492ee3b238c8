/** {@code ./patrol tokens}. */
package dev.patrol.cli.tokens;
