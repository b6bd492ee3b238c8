package dev.patrol.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One of a service's clients of Kafka.
 *
 * @param kind as Kafka calls it: {@code kafka.consumer}, {@code kafka.producer}, {@code kafka.admin.client}, ...
 * @param name its {@code client.id}
 * @param settings what is in force, Kafka's own defaults too
 */
public record KafkaClient(String kind, String name, Map<String, ?> settings) {
    private static final String CONSUMER = "kafka.consumer";
    private static final String PRODUCER = "kafka.producer";
    private static final int LONGEST_DELIVERY_MILLIS = 3_600_000;
    private static final int MOST_IN_FLIGHT = 5;

    static KafkaClient of(String kind, Map<String, ?> given) {
        Map<String, Object> all = new HashMap<>(given);
        AbstractConfig config = null;
        if (CONSUMER.equals(kind)) {
            all.putIfAbsent(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            all.putIfAbsent(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            config = new ConsumerConfig(all);
        } else if (PRODUCER.equals(kind)) {
            all.putIfAbsent(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            all.putIfAbsent(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
            config = new ProducerConfig(all);
        }
        return new KafkaClient(
                kind, Objects.toString(given.get("client.id"), ""), config == null ? Map.of() : config.values());
    }

    public boolean isConsumer() {
        return kind.equals(CONSUMER);
    }

    public boolean isProducer() {
        return kind.equals(PRODUCER);
    }

    /** Of the group that it is in; empty where it is in none. */
    public String group() {
        return Objects.toString(settings.get(ConsumerConfig.GROUP_ID_CONFIG), "");
    }

    /** What is not as {@code docs/production-kafka.md} promises, each as name and value; none where all is. */
    public List<String> breaches() {
        List<String> breaches = new ArrayList<>();
        if (isConsumer()) {
            require(breaches, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            require(breaches, ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            require(breaches, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            if (!group().isEmpty() && !isOfKafkaStreams()) {
                requireCooperation(breaches);
            }
        } else if (isProducer()) {
            require(breaches, ProducerConfig.ACKS_CONFIG, "-1");
            require(breaches, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            if (!isOfDeadLetters()) {
                requireAtMost(breaches, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LONGEST_DELIVERY_MILLIS);
            }
            requireAtMost(breaches, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, MOST_IN_FLIGHT);
        }
        return breaches;
    }

    /** It has one assignor, which is cooperative, and which its tests are about. */
    private boolean isOfKafkaStreams() {
        return name.contains("StreamThread") || name.contains("global-consumer");
    }

    /** One that gives up would end its channel, so it waits as long as can be said. */
    private boolean isOfDeadLetters() {
        return name.contains("dead-letter");
    }

    private void require(List<String> breaches, String setting, Object wanted) {
        if (!wanted.equals(settings.get(setting))) {
            breaches.add(setting + "=" + settings.get(setting));
        }
    }

    private void requireAtMost(List<String> breaches, String setting, int most) {
        if (((Number) settings.get(setting)).intValue() > most) {
            breaches.add(setting + "=" + settings.get(setting));
        }
    }

    /** One assignor that can do otherwise is enough for all to let go of everything at each change. */
    private void requireCooperation(List<String> breaches) {
        List<ConsumerPartitionAssignor> assignors =
                ConsumerPartitionAssignor.getAssignorInstances(assignorNames(), new HashMap<>(settings));
        if (assignors.stream()
                .anyMatch(assignor -> !assignor.supportedProtocols().contains(RebalanceProtocol.COOPERATIVE))) {
            breaches.add(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG + "=" + assignorNames());
        }
    }

    @SuppressWarnings("unchecked")
    private List<String> assignorNames() {
        return (List<String>) settings.get(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
    }
}
