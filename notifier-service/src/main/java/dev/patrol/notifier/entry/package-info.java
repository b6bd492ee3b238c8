/** What the outbox's records say: who is still to be told of what, and what became of it. */
package dev.patrol.notifier.entry;
