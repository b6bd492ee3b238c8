package dev.patrol.notifier.outbox;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.Event;
import dev.patrol.model.MessageType;
import dev.patrol.model.wire.Envelope;
import dev.patrol.notifier.cadence.Notice;
import dev.patrol.notifier.routing.Recipient;
import dev.patrol.notifier.routing.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A record of the outbox. */
public sealed interface Entry {
    /** Somebody is still to be told of an event. */
    record Waiting(Recipient to, Urgency urgency, Instant since, Origin origin, Envelope<? extends Event> event)
            implements Entry {
        public Waiting {
            requireNonNull(to, "to");
            requireNonNull(urgency, "urgency");
            requireNonNull(since, "since");
            requireNonNull(origin, "origin");
            requireNonNull(event, "event");
        }

        /** What tells this delivery from others. An address is personal, and not in it. */
        public String key() {
            return keyOf(event.id(), to);
        }

        public Done done(Fate fate, Instant at, Optional<Told> told) {
            return new Done(fate, at, event.type(), Notice.of(event.payload()), told);
        }
    }

    /** It is settled; the event and the address are not kept. */
    record Done(Fate fate, Instant at, MessageType type, Optional<Notice> notice, Optional<Told> told)
            implements Entry {
        public Done {
            requireNonNull(fate, "fate");
            requireNonNull(at, "at");
            requireNonNull(type, "type");
            requireNonNull(notice, "notice");
            requireNonNull(told, "told");
        }
    }

    /** By which letter somebody was told. */
    record Told(UUID letter, Form form) {}

    /**
     * A letter of several events is about to be sent, or was sent: whoever goes on after a crash sends the same one, or knows
     * that it need not.
     */
    record Claim(Form form, Instant at, List<String> keys, boolean sent) implements Entry {
        static final String PREFIX = "letter/";

        public Claim {
            keys = List.copyOf(keys);
        }

        static String keyOf(UUID letter) {
            return PREFIX + letter;
        }

        Told toldBy(String key) {
            return new Told(UUID.fromString(key.substring(PREFIX.length())), form);
        }
    }

    /** The key of the record that says what became of an event for somebody. */
    static String keyOf(String eventId, Recipient to) {
        return to.fingerprint() + "/" + eventId;
    }
}
