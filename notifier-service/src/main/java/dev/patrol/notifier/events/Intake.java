package dev.patrol.notifier.events;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.notifier.mail.MailComposers;
import dev.patrol.notifier.outbox.Entry.Waiting;
import dev.patrol.notifier.outbox.Origin;
import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.notifier.routing.RoutingRules;
import dev.patrol.service.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads every topic whose events are told, one record after the other. A record is acknowledged when the outbox has what is to
 * be told of it, so nothing here waits for a mail server, and no routine for security. Where the outbox is full, no more is
 * read; what is not acknowledged comes again.
 */
@ApplicationScoped
class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Inbox inbox;
    private final MailComposers composers;
    private final RoutingRules rules;
    private final Outbox outbox;
    private final Clock clock;

    Intake(Inbox inbox, MailComposers composers, RoutingRules rules, Outbox outbox, Clock clock) {
        this.inbox = inbox;
        this.composers = composers;
        this.rules = rules;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Incoming("events")
    @Blocking
    void take(ConsumerRecord<String, byte[]> message) {
        Envelope<? extends Event> event = open(message);
        outbox.awaitRoom();
        Instant now = clock.instant();
        Origin origin = new Origin(message.topic(), message.partition(), message.offset());
        List<Waiting> entries = rules.decide(event.payload(), now).stream()
                .map(route -> new Waiting(route.to(), route.urgency(), now, origin, event))
                .toList();
        if (entries.isEmpty()) {
            LOG.errorf(
                    "Nobody can be told of event %s (%s)",
                    event.id(), event.type().typeName());
        }
        outbox.add(entries);
    }

    @SuppressWarnings("unchecked") // What is mailed is an event.
    private Envelope<? extends Event> open(ConsumerRecord<String, byte[]> message) {
        Envelope<?> envelope = inbox.open(message);
        if (!envelope.type().topic().topicName().equals(message.topic())
                || !composers.types().contains(envelope.payload().getClass())) {
            throw new MalformedMessage("A " + envelope.type().typeName() + " does not belong on " + message.topic());
        }
        return (Envelope<? extends Event>) envelope;
    }
}
