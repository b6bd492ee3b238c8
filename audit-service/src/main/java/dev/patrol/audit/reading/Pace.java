package dev.patrol.audit.reading;

import java.time.Duration;
import java.util.Optional;

/** How long to wait before the next poll. */
final class Pace {
    /** Doubling further would only overflow; every sensible bound is reached by then. */
    private static final int MOST_DOUBLINGS = 20;

    /** A wish beyond this is taken for a mistake: nobody should be blind for longer without asking again. */
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    private Pace() {}

    /**
     * The interval after a success; after failures it doubles with each in a row up to {@code longest}. What the other side
     * asks for ({@code Retry-After}) is kept even beyond that, up to an hour.
     */
    static Duration pauseAfter(int failuresInARow, Duration interval, Duration longest, Optional<Duration> askedFor) {
        Duration own = interval;
        if (failuresInARow > 1) {
            own = interval.multipliedBy(1L << Math.min(failuresInARow - 1, MOST_DOUBLINGS));
        }
        Duration atLeast = longer(interval, shorter(own, longest));
        return askedFor.map(wish -> shorter(wish, LONGEST_WISH))
                .map(wish -> longer(wish, atLeast))
                .orElse(atLeast);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
