package dev.patrol.service.messaging;

import dev.patrol.model.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what a topic holds, to the end that it has when the reading starts. Belongs to no consumer group and commits nothing.
 * Records of one key come in the order in which they were written; tombstones come too.
 *
 * <p>Every method throws {@link KafkaException} where the topic is missing, where the broker does not answer, or where the end
 * is not reached within two minutes, or the patience that was given, without progress.
 */
@ApplicationScoped
public class TopicHistory {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, Object> connection;
    private final Clock clock;
    private final Duration patience;

    @Inject
    public TopicHistory(@Identifier("default-kafka-broker") Map<String, Object> connection, Clock clock) {
        this(connection, clock, PATIENCE);
    }

    /** @param patience how long to wait for a record that must be there */
    public TopicHistory(Map<String, Object> connection, Clock clock, Duration patience) {
        this.connection = connection;
        this.clock = clock;
        this.patience = patience;
    }

    /** Reads from the beginning. */
    public void all(Topic topic, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        all(topic, partition -> true, visitor);
    }

    /** Reads some of the partitions from the beginning. */
    public void all(Topic topic, IntPredicate wanted, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        read(topic, wanted, KafkaConsumer::seekToBeginning, visitor);
    }

    /**
     * Reads what was written at a time or later.
     *
     * @param from by the time of the records, which their producer sets when it sends them
     */
    public void since(Topic topic, Instant from, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        read(topic, partition -> true, (consumer, partitions) -> seek(consumer, partitions, from), visitor);
    }

    /**
     * Reads one partition after the other from the beginning, so that a reader of the latest of each key need not remember more
     * than one partition's.
     *
     * @param end told at the end of each partition
     */
    public void byPartition(Topic topic, Consumer<ConsumerRecord<String, byte[]>> visitor, Runnable end) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitionsOf(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.pause(partitions);
            for (TopicPartition partition : partitions) {
                consumer.resume(List.of(partition));
                readToEnds(consumer, Map.of(partition, ends.get(partition)), visitor);
                consumer.pause(List.of(partition));
                end.run();
            }
        }
    }

    /** Begins to read from the beginning; what has come since is read each time that is asked for. */
    public Continued continued(Topic topic, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        KafkaConsumer<String, byte[]> consumer = consumer();
        try {
            List<TopicPartition> partitions = partitionsOf(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new Continued(consumer, partitions, visitor);
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    /** A reading that goes on. For one thread at a time. */
    public final class Continued implements AutoCloseable {
        private final KafkaConsumer<String, byte[]> consumer;
        private final List<TopicPartition> partitions;
        private final Consumer<ConsumerRecord<String, byte[]>> visitor;

        private Continued(
                KafkaConsumer<String, byte[]> consumer,
                List<TopicPartition> partitions,
                Consumer<ConsumerRecord<String, byte[]>> visitor) {
            this.consumer = consumer;
            this.partitions = partitions;
            this.visitor = visitor;
        }

        /** Hands over what was not read yet, to the end that the topic has now. */
        public void toTheEnd() {
            readToEnds(consumer, consumer.endOffsets(partitions), visitor);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    private void read(Topic topic, IntPredicate wanted, Start start, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitionsOf(consumer, topic).stream()
                    .filter(partition -> wanted.test(partition.partition()))
                    .toList();
            consumer.assign(partitions);
            start.seek(consumer, partitions);
            readToEnds(consumer, consumer.endOffsets(partitions), visitor);
        }
    }

    private void readToEnds(
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<String, byte[]>> visitor) {
        Instant deadline = clock.instant().plus(patience);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            records.forEach(visitor);
            if (!records.isEmpty()) {
                deadline = clock.instant().plus(patience);
            } else if (clock.instant().isAfter(deadline)) {
                throw new TimeoutException("Can't be read to its end: " + ends.keySet());
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitionsOf(KafkaConsumer<String, byte[]> consumer, Topic topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic.topicName());
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("There is no topic " + topic.topicName());
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static void seek(
            KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions, Instant from) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = starts.get(partition);
            if (start == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, start.offset());
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // At the end of a partition the broker would wait for more, and keep the next question waiting; here nobody
        // does.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }

    @FunctionalInterface
    private interface Start {
        void seek(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions);
    }
}
