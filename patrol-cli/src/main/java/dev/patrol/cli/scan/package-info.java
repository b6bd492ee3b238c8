/** {@code ./patrol scan}. */
package dev.patrol.cli.scan;
