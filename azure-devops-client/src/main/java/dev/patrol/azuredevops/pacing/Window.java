package dev.patrol.azuredevops.pacing;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the sliding window is, by which the server counts. It says so with each answer that has {@code X-RateLimit-Reset}:
 * a request that was just counted is the last to leave the window. Since that is told in whole seconds, and the way there and
 * back takes time, one answer gives bounds, and many give the length.
 */
final class Window {
    /** "Sliding five-minute window", says the document. */
    static final Duration DOCUMENTED = Duration.ofMinutes(5);

    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration ROUNDING = Duration.ofSeconds(1);
    /** A hundredth on top: a request that comes a little late costs nothing, one too early a refusal. */
    private static final int MARGIN = 100;

    private Duration atLeast = DOCUMENTED;
    private Duration atMost = DOCUMENTED;
    private Instant agreedAt = Instant.MIN;

    /** The window is not longer than this. */
    Duration longest() {
        return atMost.plus(atMost.dividedBy(MARGIN));
    }

    /** The window is not shorter than this. */
    Duration shortest() {
        return atLeast;
    }

    /** Takes in what was answered to a request that counts. */
    void observe(Instant sentAt, Instant answeredAt, Instant reset) {
        Duration most = Duration.between(sentAt, reset);
        Duration least = Duration.between(answeredAt, reset).minus(ROUNDING);
        if (most.isNegative() || most.isZero() || most.compareTo(LONGEST) > 0) {
            return;
        }
        boolean longer = least.compareTo(atMost) > 0;
        boolean shorter = most.compareTo(atLeast) < 0;
        if (agreedAt.equals(Instant.MIN) || longer || shorter && hasBeenShorterFor(answeredAt)) {
            atMost = most;
            atLeast = least;
            agreedAt = answeredAt;
        } else if (!shorter) {
            atMost = most.compareTo(atMost) < 0 ? most : atMost;
            atLeast = least.compareTo(atLeast) > 0 ? least : atLeast;
            agreedAt = answeredAt;
        }
    }

    /** A server that means by reset when the first request leaves says less and less; for a window's time it isn't believed. */
    private boolean hasBeenShorterFor(Instant now) {
        return agreedAt.plus(atMost).isBefore(now);
    }
}
