package dev.patrol.audit.report;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.Event;
import dev.patrol.model.Payload;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.TopicHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Hands what the topics hold of a week, and of the time before it that matters, to those who count it. */
@ApplicationScoped
class TopicReading {
    private static final Logger LOG = Logger.getLogger(TopicReading.class);

    /** A record may have been written by a clock that was behind. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final TopicHistory history;
    private final Inbox inbox;

    TopicReading(TopicHistory history, Inbox inbox) {
        this.history = history;
        this.inbox = inbox;
    }

    /** @throws org.apache.kafka.common.KafkaException where the topics can't be read */
    void read(Week week, Collection<WeekOfTokens> weeks) {
        Consumer<Envelope<?>> all = envelope -> weeks.forEach(each -> each.accept(envelope));
        readInventory(weeks, all);
        Instant monthBefore = week.to().minus(WeekOfTokens.LOOK_BACK).minus(CLOCKS_DIFFER);
        read(Topic.AUDIT_ENTRIES, AuditEntry.class, monthBefore, all);
        read(Topic.TOKEN_UNUSED, TokenUnused.class, monthBefore, all);
        Instant weekBefore = week.from().minus(CLOCKS_DIFFER);
        read(Topic.TOKEN_ROTATED, TokenRotated.class, weekBefore, all);
        read(Topic.ROTATION_FAILED, RotationFailed.class, weekBefore, all);
        read(Topic.POLICY_VIOLATED, Event.class, weekBefore, all);
        read(Topic.TOKEN_COMPROMISED, TokenCompromised.class, weekBefore, all);
    }

    private void readInventory(Collection<WeekOfTokens> weeks, Consumer<Envelope<?>> visitor) {
        Unreadable unreadable = new Unreadable(Topic.TOKENS);
        history.all(Topic.TOKENS, message -> {
            if (message.value() != null) {
                open(message, TokenObserved.class, visitor, unreadable);
            } else if (message.key() != null) {
                weeks.forEach(each -> each.forget(message.key()));
            }
        });
        unreadable.tell();
    }

    private void read(Topic topic, Class<? extends Payload> type, Instant from, Consumer<Envelope<?>> visitor) {
        Unreadable unreadable = new Unreadable(topic);
        history.since(topic, from, message -> open(message, type, visitor, unreadable));
        unreadable.tell();
    }

    private void open(
            ConsumerRecord<String, byte[]> message,
            Class<? extends Payload> type,
            Consumer<Envelope<?>> visitor,
            Unreadable unreadable) {
        Envelope<?> envelope;
        try {
            envelope = inbox.open(message, type);
        } catch (MalformedMessage malformed) {
            unreadable.count.incrementAndGet();
            return;
        }
        visitor.accept(envelope);
    }

    /** Records that do not keep the contract; whoever works on the topic puts them to the dead letters. */
    private record Unreadable(Topic topic, AtomicLong count) {
        Unreadable(Topic topic) {
            this(topic, new AtomicLong());
        }

        void tell() {
            if (count.get() > 0) {
                LOG.warnf("%d records of %s can't be read and are not in the report", count.get(), topic.topicName());
            }
        }
    }
}
