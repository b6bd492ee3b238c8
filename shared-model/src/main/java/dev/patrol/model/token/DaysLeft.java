package dev.patrol.model.token;

import java.time.Duration;
import java.time.Instant;

/** Counts days the way Patrol counts them everywhere: a begun day is a day. */
public final class DaysLeft {
    private static final long NANOS_OF_A_SECOND = 1_000_000_000L;
    private static final long SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

    private DaysLeft() {}

    /** Days of 24 hours until the end, rounded up; 0 or less where it has passed. */
    public static int until(Instant end, Instant now) {
        Duration left = Duration.between(now, end);
        long wholeSeconds = left.plusNanos(NANOS_OF_A_SECOND - 1).toSeconds();
        return Math.toIntExact(-Math.floorDiv(-wholeSeconds, SECONDS_OF_A_DAY));
    }
}
