package dev.patrol.notifier.mail;

import dev.patrol.model.Event;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.time.Duration;
import java.time.Instant;

/**
 * What stands around every mail.
 *
 * @param time when it happened; days left are counted from here
 * @param source which event it is about, so that it can be found in the topics, or how many
 */
public record Frame(Tone tone, Instant time, String source) {
    static Frame of(Envelope<? extends Event> event) {
        String source = event.type().typeName() + ", event " + event.id();
        if (!event.correlationId().equals(event.id())) {
            source += ", story " + event.correlationId();
        }
        return new Frame(Tone.of(event.payload()), event.time(), source);
    }

    /** Of a mail about many events. */
    static Frame of(Tone tone, Instant time, long events) {
        return new Frame(tone, time, Words.counted(events, "event"));
    }

    /** Days that a token has left, a begun day counted as one; 0 where it is dead. */
    public long daysLeft(Token token) {
        return Words.daysLeft(token, time);
    }

    /** Days until a moment, a begun day counted as one; 0 where it is over. */
    public long daysUntil(Instant moment) {
        return Words.daysBegun(Duration.between(time, moment));
    }
}
