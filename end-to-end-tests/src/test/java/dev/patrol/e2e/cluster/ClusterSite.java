package dev.patrol.e2e.cluster;

import dev.patrol.e2e.Inbox;
import dev.patrol.e2e.Kafka;
import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.Surroundings;
import dev.patrol.e2e.TopicDump;
import dev.patrol.kafka.embedded.KafkaCluster;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Several brokers, several instances of services, and tokens that come while they are replaced. */
final class ClusterSite implements AutoCloseable {
    private static final int BROKERS = 3;

    private static final Map<String, String> SETTINGS = Map.of(
            "PATROL_POLICIES_SECRETS", "false",
            // A mail of its own for each rotation, at once.
            "PATROL_NOTIFICATIONS_ROUTES_0__EVENTS", "token-rotated",
            "PATROL_NOTIFICATIONS_ROUTES_0__URGENCY", "immediate",
            "PATROL_NOTIFICATIONS_STORM_AFTER", "1000");

    private final KafkaCluster cluster = KafkaCluster.start(BROKERS, Surroundings.freshFolder("brokers"));
    private final Surroundings around = Surroundings.of("rolling", Kafka.on(cluster));
    private final List<PackagedService> members = new ArrayList<>();
    private final List<Token> due = new ArrayList<>();

    /** Starts one more instance of a service, without waiting for it. */
    void start(String service) {
        String title = service + "-"
                + members.stream()
                        .filter(member -> member.name().equals(service))
                        .count();
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("PATROL_INSTANCE_ID", title);
        members.add(around.start(service, title, settings, List.of()));
    }

    List<PackagedService> members() {
        return List.copyOf(members);
    }

    KafkaCluster cluster() {
        return cluster;
    }

    /** Tokens that are due, and whose values dependents read from the vault. */
    void seed(int count) {
        Instant now = Instant.now();
        for (int number = 0; number < count; number++) {
            due.add(around.seedKept(
                    TokenSeed.of("rolling-" + UUID.randomUUID(), "vso.code", now.plus(Duration.ofDays(3)))
                            .withValidFrom(now.minus(Duration.ofDays(60)))));
        }
    }

    /** All that were seeded by now. */
    List<Token> due() {
        return List.copyOf(due);
    }

    /** Gives every topic twice its partitions, as somebody who means well. */
    void doublePartitions() {
        for (int partitions : List.of(1, 12)) {
            cluster.increasePartitions(
                    Arrays.stream(Topic.values())
                            .filter(topic -> topic.partitions() == partitions)
                            .map(Topic::topicName)
                            .toList(),
                    2 * partitions);
        }
    }

    SimulatorControl azure() {
        return around.azure();
    }

    TopicDump topics() {
        return around.kafka().topics();
    }

    Inbox inbox() {
        return around.inbox();
    }

    @Override
    public void close() {
        around.close();
    }
}
