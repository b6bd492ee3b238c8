package dev.patrol.azuredevops.pacing;

import java.time.Duration;
import java.time.Instant;

/** The pause that the server asked for. */
final class Pause {
    /** Delays end within five minutes, says the document. What asks for more is tried again after this. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST_DOUBLINGS = 6;

    private Instant until = Instant.MIN;
    private int refusals;

    Instant until() {
        return until;
    }

    /** Whether a request was sent before this pause was known, so that its answer tells nothing of the time after it. */
    boolean isNewerThan(Pace.Request request) {
        return request.sentAt().isBefore(until);
    }

    /** Takes in an answer. */
    void heard(Pace.Request request, RateLimit said, Instant now) {
        if (said.refused()) {
            refusals += isNewerThan(request) ? 0 : 1;
            extend(longer(said.retryAfter().orElse(Duration.ZERO), backoff()), now);
        } else {
            refusals = isNewerThan(request) ? refusals : 0;
            said.retryAfter().ifPresent(wait -> extend(wait, now));
        }
    }

    /** 1 s and doubling, for who refuses without saying how long, or says too little. */
    private Duration backoff() {
        return Duration.ofSeconds(1L << Math.max(0, Math.min(refusals - 1, MOST_DOUBLINGS)));
    }

    private void extend(Duration wait, Instant now) {
        Instant end = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        until = end.isAfter(until) ? end : until;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
