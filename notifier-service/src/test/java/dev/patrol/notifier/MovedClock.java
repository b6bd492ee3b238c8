package dev.patrol.notifier;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of the service under test: the system's, unless a test has set it. */
public final class MovedClock extends Clock {
    private static final AtomicReference<Instant> SET = new AtomicReference<>();

    /** Stops it at a moment. */
    public static void setTo(Instant moment) {
        SET.set(moment);
    }

    /** It is the system's again. */
    public static void letGo() {
        SET.set(null);
    }

    @Override
    public Instant instant() {
        Instant set = SET.get();
        return set == null ? Instant.now() : set;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The services know UTC only");
    }

    /** Stands in for the service's own. */
    @Alternative
    @Priority(1)
    @Singleton
    static final class Producer {
        @Produces
        @Singleton
        @Alternative
        @Priority(1)
        Clock clock() {
            return new MovedClock();
        }
    }
}
