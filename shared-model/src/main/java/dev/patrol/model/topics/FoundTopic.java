package dev.patrol.model.topics;

import java.util.Map;
import java.util.Optional;

/**
 * How a topic is on the brokers.
 *
 * @param replicas of its partition that has the fewest
 * @param brokers that there are
 * @param settings by Kafka's names; empty where they may not be read
 */
public record FoundTopic(int partitions, int replicas, int brokers, Optional<Map<String, String>> settings) {
    Optional<String> setting(String name) {
        return settings.map(all -> all.get(name));
    }
}
