package dev.patrol.notifier.entry;

/** Where an event was read, for the dead letters. */
public record Origin(String topic, int partition, long offset) {}
