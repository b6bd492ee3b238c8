/** {@code ./patrol watch}. */
package dev.patrol.cli.watch;
