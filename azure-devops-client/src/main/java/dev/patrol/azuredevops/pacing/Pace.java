package dev.patrol.azuredevops.pacing;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Says when requests may start, from what the answers say of the rate limit. It has no clock and waits for nothing; whoever
 * asks it says what time it is, and lets no two threads in at once.
 */
sealed interface Pace permits AdaptivePace, BatchPace {
    /** Not before an answer has come. */
    Instant AFTER_AN_ANSWER = Instant.MAX;

    static Pace of(Pacing pacing) {
        if (pacing instanceof Pacing.Adaptive adaptive) {
            return new AdaptivePace(adaptive.mostUnderWay());
        }
        Pacing.Batches batches = (Pacing.Batches) pacing;
        return new BatchPace(batches.size(), batches.pause());
    }

    /**
     * When the next request may start: now or earlier for at once, {@link #AFTER_AN_ANSWER}, or a moment, if no answer comes
     * until then.
     *
     * @param privileged whether it may use what is kept for urgent calls
     * @param counted whether it is counted with the others, being sent with the same credential
     */
    Instant next(boolean privileged, boolean counted, Instant now);

    /** A request starts. */
    Request started(boolean counted, Instant now);

    /** A request ended without an answer; it may have reached the server. */
    void lost(Request request, Instant now);

    /** A request was answered. */
    void answered(Request request, RateLimit said, Instant now);

    /** Until when no request may start at all; in the past where there is no such pause. */
    Instant pausedUntil();

    /** Requests a second that the limit allows in the long run; empty where that is not known. */
    OptionalDouble perSecond();

    /** Requests that may still start at once; empty where that is not known. */
    OptionalInt remaining(Instant now);

    /** A request under way. */
    record Request(boolean counted, Instant sentAt) {}
}
