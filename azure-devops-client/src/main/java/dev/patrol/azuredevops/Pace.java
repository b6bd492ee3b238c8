package dev.patrol.azuredevops;

import java.time.Instant;
import java.util.Optional;

/** Decides when the next call may start, from what the answers said. Values that nothing changes; knows no clock. */
sealed interface Pace permits AdaptivePace, BatchPace {

    /**
     * Whether a call may start.
     *
     * @param underWay calls that are started and not answered
     * @param urgent whether it may use what is kept back for urgent calls
     */
    Admission admit(Instant now, int underWay, boolean urgent);

    /** The pace after a call was started. */
    Pace started();

    /**
     * The pace after a call was answered.
     *
     * @param number of the call, in the order in which calls were started
     * @param underWay calls that are not answered still
     */
    Pace answered(Instant now, long number, int underWay, RateReport report);

    /**
     * The pace after a call that told nothing of the limit: it came to nothing, or was made for somebody else.
     *
     * @param underWay calls that are not answered still
     */
    Pace ended(Instant now, int underWay);

    /**
     * Whether a call may start.
     *
     * @param go whether it may now
     * @param notBefore where it may not, when to ask again at the latest; empty where only an answer changes that
     */
    record Admission(boolean go, Optional<Instant> notBefore) {
        static final Admission GO = new Admission(true, Optional.empty());
        static final Admission WHEN_ANSWERED = new Admission(false, Optional.empty());

        static Admission at(Instant instant) {
            return new Admission(false, Optional.of(instant));
        }
    }

    static Pace of(Pacing pacing) {
        return pacing instanceof Pacing.Batches batches
                ? new BatchPace(batches.size(), batches.pause(), 0, Instant.MIN)
                : AdaptivePace.unhindered(((Pacing.Adaptive) pacing).mostUnderWay());
    }
}
