package dev.patrol.notifier.events;

import dev.patrol.model.Event;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.notifier.entry.Entry.Waiting;
import dev.patrol.notifier.entry.Origin;
import dev.patrol.notifier.outbox.Outbox;
import dev.patrol.notifier.routing.EventWords;
import dev.patrol.notifier.routing.RoutingRules;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.telemetry.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Puts down in the outbox what is to be told of records. What does not keep the contract goes to the dead letters. */
@ApplicationScoped
class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Inbox inbox;
    private final RoutingRules rules;
    private final Outbox outbox;
    private final Publisher publisher;
    private final Clock clock;

    Intake(Inbox inbox, RoutingRules rules, Outbox outbox, Publisher publisher, Clock clock) {
        this.inbox = inbox;
        this.rules = rules;
        this.outbox = outbox;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Returns when all is written down, so that the records may be acknowledged. */
    void take(List<ConsumerRecord<String, byte[]>> messages) {
        List<Waiting> entries = new ArrayList<>();
        messages.forEach(message -> inbox.handle(message, () -> entries.addAll(entriesOrNone(message))));
        outbox.add(entries);
    }

    private List<Waiting> entriesOrNone(ConsumerRecord<String, byte[]> message) {
        try {
            return entriesOf(message);
        } catch (MalformedMessage malformed) {
            bury(message, malformed.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("An event could not be routed", fault);
            bury(message, "It could not be routed: " + fault.getClass().getSimpleName());
        }
        return List.of();
    }

    private void bury(ConsumerRecord<String, byte[]> message, String reason) {
        LOG.warnf(
                "To the dead letters: %s, partition %d, offset %d: %s",
                message.topic(), message.partition(), message.offset(), reason);
        publisher.deadLetter(message, reason);
    }

    private List<Waiting> entriesOf(ConsumerRecord<String, byte[]> message) {
        Envelope<? extends Event> event = open(message);
        if (EventWords.isForOthers(event.type())) {
            return List.of();
        }
        Instant now = clock.instant();
        Origin origin = new Origin(
                message.topic(),
                message.partition(),
                message.offset(),
                Work.traceParent().orElse(null));
        List<Waiting> entries = rules.decide(event.payload(), now).stream()
                .map(route -> new Waiting(route.to(), route.urgency(), now, origin, event))
                .toList();
        if (!entries.stream().allMatch(outbox::hasRoomFor)) {
            throw new MalformedMessage("It is too large to be told");
        }
        if (entries.isEmpty()) {
            LOG.errorf(
                    "Nobody can be told of event %s (%s)",
                    event.id(), event.type().typeName());
        }
        return entries;
    }

    @SuppressWarnings("unchecked") // What is told is an event.
    private Envelope<? extends Event> open(ConsumerRecord<String, byte[]> message) {
        Envelope<?> envelope = inbox.open(message);
        if (!envelope.type().topic().topicName().equals(message.topic())
                || !EventWords.told().contains(envelope.type()) && !EventWords.isForOthers(envelope.type())) {
            throw new MalformedMessage("A " + envelope.type().typeName() + " does not belong on " + message.topic());
        }
        return (Envelope<? extends Event>) envelope;
    }
}
