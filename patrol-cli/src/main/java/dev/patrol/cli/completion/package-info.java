/** {@code ./patrol completion}. */
package dev.patrol.cli.completion;
