package dev.patrol.azuredevops.pacing;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A governor at one moment, for metrics.
 *
 * @param underWay requests sent and not yet answered
 * @param urgentWaiting urgent calls that wait
 * @param routineWaiting other calls that wait
 * @param ended requests that have ended until now; without those that there are none of
 * @param delayed requests answered late on purpose until now, 429 apart
 * @param paused how long no request may start any more, where the server asked for a pause; zero where it did not
 * @param perSecond requests a second that the limit allows in the long run, where it is known; zero during a pause
 * @param remaining requests that may start at once, where the server said enough to know it
 */
public record GovernorState(
        int underWay,
        int urgentWaiting,
        int routineWaiting,
        Map<Urgency, Map<Ending, Long>> ended,
        long delayed,
        Duration paused,
        OptionalDouble perSecond,
        OptionalInt remaining) {
    /** Before the first call. */
    public static final GovernorState IDLE =
            new GovernorState(0, 0, 0, Map.of(), 0, Duration.ZERO, OptionalDouble.empty(), OptionalInt.empty());

    /** How many requests of an urgency have ended so. */
    public long ended(Urgency urgency, Ending ending) {
        return ended.getOrDefault(urgency, Map.of()).getOrDefault(ending, 0L);
    }

    /** Requests answered by 429 until now. */
    public long refused() {
        return ended(Urgency.URGENT, Ending.THROTTLED) + ended(Urgency.ROUTINE, Ending.THROTTLED);
    }
}
