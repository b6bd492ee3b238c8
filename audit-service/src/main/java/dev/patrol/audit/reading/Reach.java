package dev.patrol.audit.reading;

import java.time.Duration;
import java.time.Instant;

/**
 * How far back a poll reads again: by the overlap, and now and then as far as entries may be late. What turned up just after one
 * such look is found by the next, so that goes back by the time between the two as well.
 */
final class Reach {
    private final Duration usual;
    private final Duration every;
    private final Duration farthest;
    private Instant farAt;

    private Reach(Duration usual, Duration latest, Duration every) {
        this.usual = usual;
        this.every = every;
        this.farthest = farther(latest, usual).plus(every);
    }

    static Reach of(ReadingSettings settings) {
        return new Reach(settings.overlap(), settings.lateEntries(), settings.lateEntriesEvery());
    }

    private static Duration farther(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** As far as any poll goes. */
    Duration farthest() {
        return farthest;
    }

    /** For a poll that begins now. A clock that was set back makes none wait. */
    Duration at(Instant now) {
        boolean due = farAt == null || farAt.isAfter(now) || !farAt.plus(every).isAfter(now);
        return due ? farthest : usual;
    }

    /** A window that went back by so much was read and told. */
    void reached(Duration back, Instant now) {
        if (back.equals(farthest)) {
            farAt = now;
        }
    }
}
