package dev.patrol.notifier.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Topic;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.notifier.entry.Entry;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.service.messaging.CompactedTopic;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** The outbox's records on their topic. */
@ApplicationScoped
class OutboxTopic {
    private static final Logger LOG = Logger.getLogger(OutboxTopic.class);

    /** Below Kafka's default limit of a mebibyte, with room for headers. Whoever compresses writes larger events. */
    private static final int MOST_BYTES = 1_000_000;

    private final CompactedTopic topic;
    private final Publisher publisher;
    private final EntryCodec codec;

    OutboxTopic(CompactedTopic topic, Publisher publisher, EntryCodec codec) {
        this.topic = topic;
        this.publisher = publisher;
        this.codec = codec;
    }

    /**
     * Reads everything back. What can't be read, and is the latest of its key, goes to the dead letters and is taken away, so that
     * it is told once; an older one says nothing that counts any more.
     *
     * @param visitor is given null for what was taken away
     * @throws org.apache.kafka.common.KafkaException where the topic can't be read, or a dead letter not be written
     */
    void read(BiConsumer<String, Entry> visitor) {
        Map<String, Unreadable> unreadable = new LinkedHashMap<>();
        topic.read(Topic.MAIL_OUTBOX, message -> {
            try {
                visitor.accept(message.key(), open(message));
                unreadable.remove(message.key());
            } catch (MalformedMessage malformed) {
                visitor.accept(message.key(), null);
                unreadable.put(message.key(), new Unreadable(message, malformed.getMessage()));
            }
        });
        unreadable.values().forEach(this::bury);
    }

    private record Unreadable(ConsumerRecord<String, byte[]> message, String reason) {}

    private Entry open(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            return null;
        }
        Entry entry = codec.decode(message.value());
        if (!entry.fits(message.key())) {
            throw new MalformedMessage("No record of the outbox: its key is another's");
        }
        return entry;
    }

    /** In this order: a crash in between tells of it twice, and loses nothing. */
    private void bury(Unreadable unreadable) {
        LOG.errorf(
                "The outbox's record at offset %d goes to the dead letters, and nobody is told what it says: %s",
                unreadable.message().offset(), unreadable.reason());
        publisher.deadLetter(unreadable.message(), unreadable.reason());
        forget(unreadable.message().key());
    }

    boolean hasRoomFor(Waiting entry) {
        return entry.key().getBytes(UTF_8).length + codec.encode(entry).length <= MOST_BYTES;
    }

    /** Returns when all is written. */
    void write(Map<String, Entry> changes) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        changes.forEach((key, entry) -> values.put(key, codec.encode(entry)));
        publisher.putAll(Topic.MAIL_OUTBOX, values);
    }

    void forget(String key) {
        publisher.bury(Topic.MAIL_OUTBOX, key);
    }
}
