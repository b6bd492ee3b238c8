package dev.patrol.local.events;

import dev.patrol.model.Payload;
import dev.patrol.model.wire.Envelope;
import java.time.Instant;

/** One thing that happened on a topic. */
public record Happening(String eventId, Instant time, Payload payload) {
    static Happening of(Envelope<?> envelope) {
        return new Happening(envelope.id(), envelope.time(), envelope.payload());
    }
}
