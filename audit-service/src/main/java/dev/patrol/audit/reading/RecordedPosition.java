package dev.patrol.audit.reading;

import dev.patrol.model.Topic;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps up to when the audit log is done, over restarts: as the metadata of an offset that a consumer group of this
 * organization has committed on {@code patrol.audit-entries}. The broker keeps it as long as any committed offset
 * ({@code offsets.retention.minutes}, a week by default).
 */
final class RecordedPosition {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final TopicPartition PLACE = new TopicPartition(Topic.AUDIT_ENTRIES.topicName(), 0);

    private final Supplier<Admin> brokers;
    private final String group;

    /** @param brokers asked each time, since that fails while no broker can be found */
    RecordedPosition(Supplier<Admin> brokers, String organization) {
        this.brokers = brokers;
        this.group = groupOf(organization);
    }

    static String groupOf(String organization) {
        return "patrol-audit-position-" + organization.toLowerCase(Locale.ROOT);
    }

    /** Empty where nothing is recorded, or no longer, or nothing that can be read. */
    Optional<Instant> find() {
        OffsetAndMetadata committed = answer(
                        brokers.get().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .get(PLACE);
        if (committed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(committed.metadata()));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /** Records it; the offset itself is the topic's end, so that tools which watch lag see none. */
    void record(Instant doneThrough) {
        Admin admin = brokers.get();
        long end = answer(admin.listOffsets(Map.of(PLACE, OffsetSpec.latest())).partitionResult(PLACE))
                .offset();
        answer(admin.alterConsumerGroupOffsets(group, Map.of(PLACE, new OffsetAndMetadata(end, doneThrough.toString())))
                .all());
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException("The broker can't tell or keep the reading position.", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("The broker did not answer about the reading position.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while asking about the reading position.", e);
        }
    }
}
