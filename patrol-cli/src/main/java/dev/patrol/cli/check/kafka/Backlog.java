package dev.patrol.cli.check.kafka;

import dev.patrol.cli.kafka.Calls;
import dev.patrol.cli.terminal.Counted;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.Topic;
import dev.patrol.model.topics.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a service should have dealt with by now. That something is left at this moment is no fault, that it is old is. */
final class Backlog {
    /** The age at which the rotator refuses commands; the others are as quick. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** It is done with a record when the scan is. */
    private static final Duration PATIENCE_WITH_A_SCAN = Duration.ofHours(1);

    private static final Duration TURN = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Admin admin;
    private final Calls calls;
    private final Map<String, Object> properties;
    private final Clock clock;

    /** @param properties of clients of the brokers */
    Backlog(Admin admin, Calls calls, Map<String, Object> properties, Clock clock) {
        this.admin = admin;
        this.calls = calls;
        this.properties = properties;
        this.clock = clock;
    }

    /** Says it; empty where there is none, or where this user may not know. */
    Optional<String> of(Service service) {
        Duration patience = service == Service.SCANNER ? PATIENCE_WITH_A_SCAN : PATIENCE;
        long latest = clock.instant().minus(patience).toEpochMilli();
        Map<String, Long> waiting = new TreeMap<>();
        try {
            for (String group : service.groups()) {
                old(committed(group), latest)
                        .forEach((partition, number) -> waiting.merge(partition.topic(), number, Long::sum));
            }
        } catch (ExecutionException | KafkaException unknown) {
            return Optional.empty();
        }
        return Optional.of(waiting)
                .filter(found -> !found.isEmpty())
                .map(found -> found.entrySet().stream()
                                .map(topic -> Counted.of(topic.getValue(), "record") + " of " + topic.getKey())
                                .collect(Collectors.joining(", "))
                        + " not dealt with, the oldest for more than " + Times.rough(patience));
    }

    private Map<TopicPartition, Long> committed(String group) throws ExecutionException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        calls.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    // What the detector keeps for itself is no topic of the contract.
                    if (offset != null && Topic.named(partition.topic()).isPresent()) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    /** How many records wait on each partition whose first has waited too long. */
    private Map<TopicPartition, Long> old(Map<TopicPartition, Long> committed, long latest) throws ExecutionException {
        Map<TopicPartition, Long> ends = offsets(committed.keySet(), OffsetSpec.latest());
        Map<TopicPartition, Long> young = offsets(committed.keySet(), OffsetSpec.forTimestamp(latest));
        Map<TopicPartition, Long> behind = new HashMap<>();
        committed.forEach((partition, offset) -> {
            long firstYoung = young.get(partition) < 0 ? ends.get(partition) : young.get(partition);
            if (offset < firstYoung) {
                behind.put(partition, offset);
            }
        });
        Map<TopicPartition, Long> old = new HashMap<>();
        oldest(behind, ends).forEach((partition, first) -> {
            if (first.timestamp() < latest) {
                old.put(partition, ends.get(partition) - first.offset());
            }
        });
        return old;
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException {
        return calls
                .await(admin.listOffsets(
                                partitions.stream().collect(Collectors.toMap(partition -> partition, one -> which)))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /**
     * The first record at or behind an offset, read as the services read. An offset alone does not tell: the end of a
     * transaction takes one, too, and is no record.
     */
    private Map<TopicPartition, ConsumerRecord<byte[], byte[]>> oldest(
            Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, ConsumerRecord<byte[], byte[]>> oldest = new HashMap<>();
        if (offsets.isEmpty()) {
            return oldest;
        }
        Map<String, Object> reading = new HashMap<>(properties);
        reading.remove(ConsumerConfig.GROUP_ID_CONFIG);
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(offsets.keySet());
            offsets.forEach(consumer::seek);
            Set<TopicPartition> open = new HashSet<>(offsets.keySet());
            long end = System.nanoTime() + LONGEST.toNanos();
            while (!open.isEmpty() && System.nanoTime() < end) {
                consumer.poll(TURN)
                        .forEach(message ->
                                oldest.putIfAbsent(new TopicPartition(message.topic(), message.partition()), message));
                open.removeIf(partition ->
                        oldest.containsKey(partition) || consumer.position(partition) >= ends.get(partition));
            }
        }
        return oldest;
    }
}
