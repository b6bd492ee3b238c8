package dev.patrol.cli.kafka;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.kafka.KafkaFaults.Access;
import dev.patrol.model.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads several topics as they grow. For one thread, but {@link #stop}. */
public final class Following implements AutoCloseable {
    private static final int MOST_AT_ONCE = 10_000;
    private static final Comparator<ConsumerRecord<String, byte[]>> BY_TIME =
            Comparator.comparingLong(ConsumerRecord::timestamp);

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaFaults faults;
    private final Set<Topic> unreadable;
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private Following(KafkaConsumer<String, byte[]> consumer, KafkaFaults faults, Set<Topic> unreadable) {
        this.consumer = consumer;
        this.faults = faults;
        this.unreadable = unreadable;
    }

    static Following begin(
            Map<String, Object> properties,
            KafkaFaults faults,
            Set<Topic> topics,
            IntPredicate partitions,
            Optional<Instant> since) {
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // What retention takes away while it is read is gone; the reading goes on with what is there.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        KafkaConsumer<String, byte[]> consumer;
        try {
            consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw CallFailed.because(Brokers.sentenceOfSettings(e));
        }
        Following following = new Following(consumer, faults, EnumSet.noneOf(Topic.class));
        boolean begun = false;
        try {
            following.assign(topics, partitions, since);
            begun = true;
            return following;
        } finally {
            if (!begun) {
                following.close();
            }
        }
    }

    private void assign(Set<Topic> topics, IntPredicate wanted, Optional<Instant> since) {
        Topic first = topics.iterator().next();
        try {
            Map<String, List<PartitionInfo>> visible = consumer.listTopics();
            List<TopicPartition> partitions = new ArrayList<>();
            for (Topic topic : topics) {
                List<PartitionInfo> found = visible.getOrDefault(topic.topicName(), List.of());
                if (found.isEmpty()) {
                    unreadable.add(topic);
                }
                found.stream()
                        .filter(info -> wanted.test(info.partition()))
                        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
            if (partitions.isEmpty()) {
                consumer.partitionsFor(first.topicName());
                throw new UnknownTopicOrPartitionException();
            }
            consumer.assign(partitions);
            seek(partitions, since);
        } catch (KafkaException e) {
            throw faults.of(e, Access.READ, first);
        }
    }

    private void seek(List<TopicPartition> partitions, Optional<Instant> since) {
        ends.putAll(consumer.endOffsets(partitions));
        Map<TopicPartition, OffsetAndTimestamp> starts = since.map(from -> {
                    Map<TopicPartition, Long> times = new HashMap<>();
                    partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
                    return consumer.offsetsForTimes(times);
                })
                .orElse(Map.of());
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
        }
    }

    /** Topics that are missing, or that this user may not read. */
    public Set<Topic> unreadable() {
        return Set.copyOf(unreadable);
    }

    /**
     * What has come, in the order of time as far as it came together; empty where nothing has come until then, or after
     * {@link #stop}.
     *
     * @throws CallFailed where no topic may be read any more
     */
    public List<ConsumerRecord<String, byte[]>> next(Duration atMost) {
        try {
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            boolean more = true;
            while (more) {
                ConsumerRecords<String, byte[]> read = consumer.poll(atMost);
                read.forEach(records::add);
                more = !read.isEmpty() && isBehind() && records.size() < MOST_AT_ONCE;
            }
            records.sort(BY_TIME);
            return records;
        } catch (WakeupException told) {
            return List.of();
        } catch (TopicAuthorizationException e) {
            leave(e);
            return List.of();
        } catch (KafkaException e) {
            throw faults.of(e, Access.READ, someTopic());
        }
    }

    /** What is there by now and was not read, in the order of time. */
    public List<ConsumerRecord<String, byte[]>> rest(Duration atMost) {
        try {
            ends.putAll(consumer.endOffsets(consumer.assignment()));
        } catch (KafkaException e) {
            throw faults.of(e, Access.READ, someTopic());
        }
        List<ConsumerRecord<String, byte[]>> rest = new ArrayList<>();
        boolean more = isBehind();
        while (more) {
            List<ConsumerRecord<String, byte[]>> next = next(atMost);
            rest.addAll(next);
            more = !next.isEmpty() && isBehind();
        }
        rest.sort(BY_TIME);
        return rest;
    }

    /** Whether something is left to read of what was there in the beginning. */
    boolean isBehind() {
        return consumer.assignment().stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition));
    }

    private void leave(TopicAuthorizationException refused) {
        refused.unauthorizedTopics().forEach(name -> Topic.named(name).ifPresent(unreadable::add));
        List<TopicPartition> left = consumer.assignment().stream()
                .filter(partition -> !refused.unauthorizedTopics().contains(partition.topic()))
                .toList();
        if (left.isEmpty()) {
            throw faults.of(refused, Access.READ, someTopic());
        }
        consumer.assign(left);
    }

    private Topic someTopic() {
        return consumer.assignment().stream()
                .findFirst()
                .flatMap(partition -> Topic.named(partition.topic()))
                .orElseThrow();
    }

    /** Whether the brokers answer; takes some seconds where they do not. */
    public boolean isAnswered() {
        try {
            consumer.endOffsets(consumer.assignment().stream().limit(1).toList());
            return true;
        } catch (TimeoutException silent) {
            return false;
        } catch (WakeupException told) {
            return true;
        }
    }

    /** Ends a wait; for another thread. */
    public void stop() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
