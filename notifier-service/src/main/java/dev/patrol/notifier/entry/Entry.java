package dev.patrol.notifier.entry;

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
    /** Whether a record with this key may say it. */
    boolean fits(String key);

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

        @Override
        public boolean fits(String key) {
            return key.equals(key());
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

        @Override
        public boolean fits(String key) {
            return key.indexOf('/') > 0;
        }
    }

    /** By which letter somebody was told. */
    record Told(UUID letter, Form form) {}

    /**
     * A letter of several events is about to be sent, or was sent: whoever goes on after a crash sends the same one, or knows
     * that it need not.
     */
    record Claim(Form form, Instant at, List<String> keys, boolean sent) implements Entry {
        private static final String PREFIX = "letter/";

        public Claim {
            keys = List.copyOf(keys);
        }

        public static String keyOf(UUID letter) {
            return PREFIX + letter;
        }

        @Override
        public boolean fits(String key) {
            return key.matches(PREFIX + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        }

        public Told toldBy(String key) {
            return new Told(UUID.fromString(key.substring(PREFIX.length())), form);
        }
    }

    /** The key of the record that says what became of an event for somebody. */
    static String keyOf(String eventId, Recipient to) {
        return to.fingerprint() + "/" + eventId;
    }
}
