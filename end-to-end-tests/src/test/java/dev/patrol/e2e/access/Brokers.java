package dev.patrol.e2e.access;

import dev.patrol.kafka.embedded.BrokerConfig;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Brokers that don't let in just anybody, and what clients are told to get in. */
final class Brokers {
    private Brokers() {}

    /** @param administrator how whoever makes the topics logs in */
    static EmbeddedKafka start(Map<String, String> settings, Map<String, String> administrator) {
        EmbeddedKafka broker = EmbeddedKafka.start(BrokerConfig.defaults().withSettings(settings, administrator));
        broker.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        return broker;
    }

    static Map<String, Object> connection(EmbeddedKafka broker, Map<String, String> login) {
        Map<String, Object> settings = new HashMap<>(login);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return settings;
    }

    /** The same as the variables that services read. */
    static Map<String, String> variables(EmbeddedKafka broker, Map<String, String> login) {
        Map<String, String> variables = login.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> "KAFKA_"
                                + setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_'),
                        Map.Entry::getValue));
        variables.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        return variables;
    }
}
