package dev.patrol.audit.report;

import java.time.Duration;
import java.time.Instant;

/**
 * The seven days that a report is of.
 *
 * @param from inclusive
 * @param to exclusive
 */
record Week(Instant from, Instant to) {
    private static final Duration LENGTH = Duration.ofDays(7);

    /** How long topics keep what a report is made of ({@code Topic}). */
    private static final Duration RETENTION = Duration.ofDays(90);

    static Week endingAt(Instant to) {
        return new Week(to.minus(LENGTH), to);
    }

    boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    /** The end of the oldest week that the topics still hold all of. */
    static Instant earliestEndAt(Instant now) {
        return now.minus(RETENTION).plus(LENGTH);
    }
}
