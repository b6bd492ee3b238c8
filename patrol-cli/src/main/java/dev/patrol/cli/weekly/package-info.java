/** {@code ./patrol report}: the weekly report. */
package dev.patrol.cli.weekly;
