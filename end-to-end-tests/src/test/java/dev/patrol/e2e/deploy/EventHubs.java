package dev.patrol.e2e.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patrol.model.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The contract's topics and rights in the words of Azure Event Hubs, for the Bicep files to read. */
final class EventHubs {
    /** The longest that an event hub of the Premium tier keeps anything for. */
    static final Duration LONGEST = Duration.ofDays(90);

    /** What Kafka keeps a tombstone for where a topic says nothing ({@code delete.retention.ms}). */
    private static final long TOMBSTONE_HOURS = 24;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private EventHubs() {}

    record Hub(
            String name, int partitions, Map<String, Object> retention, List<String> senders, List<String> receivers) {}

    static String json(Rights rights) {
        try {
            return JSON.writeValueAsString(all(rights).toList()) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Hub> all(Rights rights) {
        return Stream.concat(
                Arrays.stream(Topic.values())
                        .map(topic -> new Hub(
                                topic.topicName(),
                                topic.partitions(),
                                retention(topic),
                                who(rights, topic, "Write"),
                                who(rights, topic, "Read"))),
                Stream.of(
                        detector("sightings-repartition", repartitioned()),
                        detector("news-repartition", repartitioned()),
                        detector("findings-repartition", repartitioned()),
                        detector("lineages-changelog", compacted()),
                        detector("revocations-changelog", compacted())));
    }

    private static Hub detector(String name, Map<String, Object> retention) {
        return new Hub(
                "patrol-detector-" + name,
                Topic.AUDIT_ENTRIES.partitions(),
                new TreeMap<>(retention),
                List.of("audit"),
                List.of("audit"));
    }

    private static Map<String, Object> retention(Topic topic) {
        Map<String, Object> retention = new TreeMap<>();
        switch (topic.config().get("cleanup.policy")) {
            case "compact" -> retention.putAll(compacted());
            case "compact,delete" -> {
                retention.putAll(compacted());
                retention.put("cleanupPolicy", "DeleteOrCompact");
                retention.put("retentionTimeInHours", hours(topic));
            }
            case "delete" -> {
                retention.put("cleanupPolicy", "Delete");
                retention.put("retentionTimeInHours", hours(topic));
            }
            default ->
                throw new IllegalStateException("Event Hubs' word for the cleanup of " + topic + " is not known.");
        }
        return retention;
    }

    /** Kafka Streams would keep these without end and delete what was read, which Event Hubs can't. */
    private static Map<String, Object> repartitioned() {
        return Map.of("cleanupPolicy", "Delete", "retentionTimeInHours", LONGEST.toHours());
    }

    private static Map<String, Object> compacted() {
        return Map.of("cleanupPolicy", "Compact", "tombstoneRetentionTimeInHours", TOMBSTONE_HOURS);
    }

    private static long hours(Topic topic) {
        long declared = Duration.ofMillis(Long.parseLong(topic.config().get("retention.ms")))
                .toHours();
        return Math.min(declared, LONGEST.toHours());
    }

    private static List<String> who(Rights rights, Topic topic, String operation) {
        return Rights.SERVICES.stream()
                .filter(service -> rights.of(service).stream()
                        .anyMatch(right -> right.resource().equals("topic")
                                && right.pattern().equals("literal")
                                && right.name().equals(topic.topicName())
                                && right.operations().contains(operation)))
                .toList();
    }
}
