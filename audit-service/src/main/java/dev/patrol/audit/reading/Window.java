package dev.patrol.audit.reading;

import java.time.Duration;
import java.time.Instant;

/** A stretch of the audit log by time; both ends belong to it. */
record Window(Instant start, Instant end) {
    Window {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("A window does not end before it starts");
        }
    }

    /**
     * The window that comes after everything up to {@code doneThrough} is done. It begins earlier by the overlap, since
     * entries turn up late, and goes on to now, but not further than {@code longest} beyond what is done. A clock that was
     * set back makes no window end before what is done.
     */
    static Window after(Instant doneThrough, Instant now, Duration overlap, Duration longest) {
        Instant end = earlier(later(now, doneThrough), doneThrough.plus(longest));
        return new Window(doneThrough.minus(overlap), end);
    }

    /** The same start, and half as far beyond what is done. */
    Window halved(Instant doneThrough) {
        return new Window(start, doneThrough.plus(beyond(doneThrough).dividedBy(2)));
    }

    /** How far it goes beyond what is done. */
    Duration beyond(Instant doneThrough) {
        return Duration.between(doneThrough, end);
    }

    boolean covers(Instant time) {
        return !time.isBefore(start) && !time.isAfter(end);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
