package dev.patrol.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.MailUndelivered;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.notifier.entry.Entry;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.memory.Memory;
import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.RoutingRules;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jboss.logging.Logger;

/**
 * Sees to it that what does not reach its recipient is told: to the default recipients, with an announcement that somebody is
 * out of reach. What nobody can be told goes to the dead letters.
 */
@ApplicationScoped
class Escalation {
    private static final Logger LOG = Logger.getLogger(Escalation.class);
    private static final int MOST_REMEMBERED = 10_000;

    private final RoutingRules rules;
    private final Outbox outbox;
    private final Publisher publisher;
    private final MessageCodec codec;
    private final Clock clock;
    /** Whom the announcement of a day was of. */
    private final Memory<String, Instant> announced = new Memory<>(MOST_REMEMBERED);

    Escalation(RoutingRules rules, Outbox outbox, Publisher publisher, MessageCodec codec, Clock clock) {
        this.rules = rules;
        this.outbox = outbox;
        this.publisher = publisher;
        this.codec = codec;
        this.clock = clock;
    }

    /** @param refused whether it is for good */
    synchronized void escalate(Letter letter, boolean refused, String reason) {
        LOG.errorf("%s is not reached: %s", letter.to(), reason);
        announce(letter.to(), refused, reason);
        for (Waiting entry : letter.entries()) {
            List<Recipient> others = rules.defaults().stream()
                    .filter(other -> !other.equals(letter.to()))
                    .toList();
            List<Waiting> more = others.stream()
                    .map(other -> new Waiting(other, entry.urgency(), clock.instant(), entry.origin(), entry.event()))
                    .toList();
            outbox.add(more);
            if (others.stream()
                    .noneMatch(other ->
                            outbox.isOrWillBeTold(Entry.keyOf(entry.event().id(), other)))) {
                deadLetter(entry, reason);
            }
        }
    }

    private void announce(Recipient recipient, boolean refused, String reason) {
        Instant day = clock.instant().truncatedTo(ChronoUnit.DAYS);
        if (announced.get(recipient.toString()).filter(day::equals).isEmpty()) {
            publisher.announce(new MailUndelivered(
                    recipient.address(),
                    day,
                    refused,
                    reason,
                    "Correct the address in the notifier's settings, or have the mailbox mended. What was for "
                            + "this recipient is not sent to them again."));
            announced.put(recipient.toString(), day);
        }
    }

    /** What can't be told to anybody. */
    void deadLetter(Waiting entry, String reason) {
        EncodedMessage event = codec.encode(entry.event());
        RecordHeaders headers = new RecordHeaders();
        event.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        publisher.deadLetter(
                new ConsumerRecord<>(
                        entry.origin().topic(),
                        entry.origin().partition(),
                        entry.origin().offset(),
                        ConsumerRecord.NO_TIMESTAMP,
                        TimestampType.NO_TIMESTAMP_TYPE,
                        ConsumerRecord.NULL_SIZE,
                        ConsumerRecord.NULL_SIZE,
                        event.key(),
                        event.value(),
                        headers,
                        Optional.empty()),
                "Nobody could be told: " + entry.to().address() + ": " + reason);
    }
}
