package dev.patrol.audit.reading;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.TopicHistory;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What this service has put on {@code patrol.audit-entries} before, for this organization. Entries that others publish there
 * (a gateway of one's own) say nothing about how far the audit log was read, so they are told apart by {@code ce_source}.
 */
final class PublishedEntries {
    private static final Instant BEGINNING = Instant.EPOCH;

    private final TopicHistory history;
    private final Inbox inbox;
    private final URI source;
    private final String organization;

    /** @param source what tells this service's records from others' */
    PublishedEntries(Map<String, Object> connection, Inbox inbox, Clock clock, URI source, String organization) {
        this.history = new TopicHistory(connection, clock);
        this.inbox = inbox;
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
        history.since(
                Topic.AUDIT_ENTRIES, publishedFrom, message -> ownEntry(message).ifPresent(visitor));
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
}
