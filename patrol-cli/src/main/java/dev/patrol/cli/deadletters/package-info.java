/** {@code ./patrol dead-letters}. */
package dev.patrol.cli.deadletters;
