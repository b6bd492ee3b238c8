package dev.patrol.azuredevops.pacing;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A governor at one moment, for metrics.
 *
 * @param underWay requests sent and not yet answered
 * @param urgentWaiting urgent calls that wait
 * @param routineWaiting other calls that wait
 * @param refused requests answered by 429 until now
 * @param delayed requests answered late on purpose until now
 * @param pausedUntil until when no request may start, where the server asked for a pause
 * @param remaining requests that may start at once, where the server said enough to know it
 */
public record GovernorState(
        int underWay,
        int urgentWaiting,
        int routineWaiting,
        long refused,
        long delayed,
        Optional<Instant> pausedUntil,
        OptionalInt remaining) {}
