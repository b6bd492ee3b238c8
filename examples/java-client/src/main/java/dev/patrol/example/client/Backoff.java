package dev.patrol.example.client;

import java.time.Duration;

/**
 * How long to wait between tries, and when to give up.
 *
 * @param first wait after the first failure; each further one is twice as long
 * @param longest wait
 * @param patience how long failures in a row are borne
 */
public record Backoff(Duration first, Duration longest, Duration patience) {
    private static final int MOST_DOUBLINGS = 20;

    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("The first wait must be longer than nothing.");
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("The longest wait must not be shorter than the first.");
        }
        if (patience.compareTo(longest) < 0) {
            throw new IllegalArgumentException("The patience must not be shorter than the longest wait.");
        }
    }

    /** One second, then twice as long each time up to a minute; for an hour. */
    public static Backoff usual() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1));
    }

    /** @param failures in a row, at least one */
    Duration after(int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
