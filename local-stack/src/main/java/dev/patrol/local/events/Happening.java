package dev.patrol.local.events;

import dev.patrol.model.Payload;
import dev.patrol.model.wire.Envelope;
import java.time.Instant;

/** One thing that happened on a topic. */
public record Happening(Envelope<?> envelope) {
    public String eventId() {
        return envelope.id();
    }

    public Instant time() {
        return envelope.time();
    }

    public Payload payload() {
        return envelope.payload();
    }
}
