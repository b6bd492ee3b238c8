package dev.patrol.service.messaging;

import dev.patrol.model.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a compacted topic from its beginning to the end that it has when the reading starts, as Kafka Connect does with
 * its own state ({@code KafkaBasedLog}). Belongs to no consumer group and commits nothing.
 */
@ApplicationScoped
public class CompactedTopic {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, Object> connection;
    private final Clock clock;

    CompactedTopic(@Identifier("default-kafka-broker") Map<String, Object> connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /**
     * Hands every record to the visitor, older ones of a key first, tombstones too.
     *
     * @throws IllegalStateException where the end is not reached within two minutes without progress
     */
    public void read(Topic topic, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        read(topic, partition -> true, visitor);
    }

    /** The same for some of the partitions. */
    public void read(Topic topic, IntPredicate wanted, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .filter(partition -> wanted.test(partition.partition()))
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Instant deadline = clock.instant().plus(PATIENCE);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                var records = consumer.poll(POLL);
                records.forEach(visitor);
                if (!records.isEmpty()) {
                    deadline = clock.instant().plus(PATIENCE);
                } else if (clock.instant().isAfter(deadline)) {
                    throw new IllegalStateException("The topic " + topic.topicName() + " can't be read to its end");
                }
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // At the end of a partition the broker would wait for more; here nobody does.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }
}
