/** {@code ./patrol show}. */
package dev.patrol.cli.show;
