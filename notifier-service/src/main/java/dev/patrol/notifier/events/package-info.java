/** From a record on a topic of events to what the outbox says of it. */
package dev.patrol.notifier.events;
