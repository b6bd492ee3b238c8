package dev.patrol.azuredevops.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/** A server that counts in a sliding window, in a time of its own: tells when a fifth is left, then refuses. */
final class SlidingServer {
    private final int allowance;
    private final Duration window;
    private final Deque<Instant> admitted = new ArrayDeque<>();
    private int refusals;

    SlidingServer(int allowance, Duration window) {
        this.allowance = allowance;
        this.window = window;
    }

    RateLimit answer(Instant now) {
        while (!admitted.isEmpty() && !admitted.peekFirst().plus(window).isAfter(now)) {
            admitted.removeFirst();
        }
        boolean refused = admitted.size() >= allowance;
        if (refused) {
            refusals++;
        } else {
            admitted.addLast(now);
        }
        int remaining = allowance - admitted.size();
        if (remaining * 5 > allowance) {
            return Answers.SILENT;
        }
        Instant free = wholeSeconds(admitted.peekFirst().plus(window));
        return new RateLimit(
                refused,
                false,
                refused ? Optional.of(Duration.ofSeconds(secondsUntil(free, now))) : Optional.empty(),
                OptionalInt.of(allowance),
                OptionalInt.of(remaining),
                Optional.of(wholeSeconds(admitted.peekLast().plus(window))));
    }

    int refusals() {
        return refusals;
    }

    private static long secondsUntil(Instant free, Instant now) {
        return Math.max(1, Duration.between(now, free).plusMillis(999).toSeconds());
    }

    private static Instant wholeSeconds(Instant time) {
        return Instant.ofEpochSecond(time.plusNanos(999_999_999).getEpochSecond());
    }
}
