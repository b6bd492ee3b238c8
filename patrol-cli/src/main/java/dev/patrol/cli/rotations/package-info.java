/** {@code ./patrol rotations}. */
package dev.patrol.cli.rotations;
