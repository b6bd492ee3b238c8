/** What is still to be told to whom, and what was told: the compacted topic {@code patrol.mail-outbox} and its reader. */
package dev.patrol.notifier.outbox;
