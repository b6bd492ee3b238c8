package dev.patrol.kafka.embedded;

import java.util.Map;

/**
 * A topic as it is to be created.
 *
 * @param config topic settings by Kafka's names
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {}
