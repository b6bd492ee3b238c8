package dev.patrol.notifier.mail;

import dev.patrol.model.wire.Envelope;
import java.time.Instant;

/**
 * What stands around every mail.
 *
 * @param time when it happened; days left are counted from here
 * @param source which event it is about, so that it can be found in the topics, or how many
 */
public record Frame(Tone tone, Instant time, String source) {
    static Frame of(Tone tone, Envelope<?> event) {
        String source = event.type().typeName() + ", event " + event.id();
        if (!event.correlationId().equals(event.id())) {
            source += ", story " + event.correlationId();
        }
        return new Frame(tone, event.time(), source);
    }

    /** Of a mail about several events. */
    static Frame of(Tone tone, Instant time, long events) {
        return new Frame(tone, time, Words.count(events) + (events == 1 ? " event" : " events"));
    }
}
