package dev.patrol.cli.check;

/**
 * What was found of one thing.
 *
 * @param area what it belongs to, such as {@code Kafka}
 * @param what the thing itself, such as {@code brokers}
 * @param sentence what was seen, or what is wrong and what mends it; no secret
 */
public record Finding(String area, String what, State state, String sentence) {}
