package dev.patrol.notifier.mail;

import dev.patrol.model.wire.Envelope;
import java.time.Instant;

/**
 * What stands around every mail.
 *
 * @param type the event's type, for example {@code dev.patrol.token.expiring.v1}
 * @param eventId the event's {@code ce_id}
 * @param story the {@code ce_correlationid} that all events of one rotation share
 * @param time when it happened; days left are counted from here
 */
public record Frame(Tone tone, String type, String eventId, String story, Instant time) {
    static Frame of(Tone tone, Envelope<?> event) {
        return new Frame(tone, event.type().typeName(), event.id(), event.correlationId(), event.time());
    }
}
