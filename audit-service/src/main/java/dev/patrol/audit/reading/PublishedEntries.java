package dev.patrol.audit.reading;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.Inbox;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What this service has put on {@code patrol.audit-entries} before, for this organization. Entries that others publish there
 * (a gateway of one's own) say nothing about how far the audit log was read, so they are told apart by {@code ce_source}.
 */
final class PublishedEntries {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant BEGINNING = Instant.EPOCH;

    private final Map<String, Object> connection;
    private final Inbox inbox;
    private final Clock clock;
    private final URI source;
    private final String organization;

    /** @param source what tells this service's records from others' */
    PublishedEntries(Map<String, Object> connection, Inbox inbox, Clock clock, URI source, String organization) {
        this.connection = connection;
        this.inbox = inbox;
        this.clock = clock;
        this.source = source;
        this.organization = organization;
    }

    /** Time of the newest entry on the topic. Reads all of it, so this is for when there is nothing else to go by. */
    Optional<Instant> newest() {
        AtomicReference<Instant> newest = new AtomicReference<>();
        read(
                BEGINNING,
                entry -> newest.accumulateAndGet(
                        entry.timestamp(), (one, other) -> one == null || other.isAfter(one) ? other : one));
        return Optional.ofNullable(newest.get());
    }

    /**
     * Ids and times of the entries on the topic that are not older than {@code oldest}.
     *
     * @param publishedFrom records that are older than this are not looked at
     */
    Map<String, Instant> since(Instant oldest, Instant publishedFrom) {
        Map<String, Instant> found = new HashMap<>();
        read(publishedFrom, entry -> {
            if (!entry.timestamp().isBefore(oldest)) {
                found.put(entry.entryId(), entry.timestamp());
            }
        });
        return found;
    }

    private void read(Instant publishedFrom, Consumer<AuditEntry> visitor) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.AUDIT_ENTRIES.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            seek(consumer, partitions, ends, publishedFrom);
            Instant deadline = clock.instant().plus(PATIENCE);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                records.forEach(message -> ownEntry(message).ifPresent(visitor));
                if (!records.isEmpty()) {
                    deadline = clock.instant().plus(PATIENCE);
                } else if (clock.instant().isAfter(deadline)) {
                    throw new KafkaException("The topic " + Topic.Names.AUDIT_ENTRIES + " can't be read to its end.");
                }
            }
        }
    }

    private static void seek(
            KafkaConsumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            Instant publishedFrom) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, publishedFrom.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
        }
    }

    private Optional<AuditEntry> ownEntry(ConsumerRecord<String, byte[]> message) {
        try {
            Envelope<AuditEntry> envelope = inbox.open(message, AuditEntry.class);
            return Optional.of(envelope.payload())
                    .filter(entry -> envelope.source().equals(source)
                            && entry.organization().equalsIgnoreCase(organization));
        } catch (MalformedMessage notOurs) {
            return Optional.empty();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Nothing beyond the end is waited for; a longer wait would only hold up the closing of the consumer.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        return settings;
    }
}
