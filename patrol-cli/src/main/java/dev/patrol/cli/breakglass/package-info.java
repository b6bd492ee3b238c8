/** {@code ./patrol break-glass}. */
package dev.patrol.cli.breakglass;
