package dev.patrol.cli;

import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A broker with every topic of the contract, for all tests of a run that keep apart by {@linkplain #organization organizations
 * of their own}.
 */
public final class SharedBroker {
    private static final class Holder {
        private static final EmbeddedKafka BROKER = start();

        private static EmbeddedKafka start() {
            EmbeddedKafka broker = EmbeddedKafka.start(0);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
            createTopics(broker);
            return broker;
        }
    }

    private SharedBroker() {}

    public static String bootstrapServers() {
        return Holder.BROKER.bootstrapServers();
    }

    /** The settings that reach it, and others. */
    public static Map<String, String> environment(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers()));
        for (int at = 0; at < namesAndValues.length; at += 2) {
            environment.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return environment;
    }

    /** A name that no other test has. */
    public static String organization() {
        return "org-" + UUID.randomUUID().toString().toLowerCase(Locale.ROOT);
    }

    public static void createTopics(EmbeddedKafka broker) {
        broker.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
    }
}
