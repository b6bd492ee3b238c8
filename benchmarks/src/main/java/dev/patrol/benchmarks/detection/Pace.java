package dev.patrol.benchmarks.detection;

import java.time.Duration;

/**
 * How long something took.
 *
 * @param time by the clock
 * @param processor what it used of the processors meanwhile; unlike the time it says something on a busy machine too
 */
record Pace(Duration time, Duration processor) {
    /** The same for another number of entries. */
    Pace times(double share) {
        return new Pace(times(time, share), times(processor, share));
    }

    private static Duration times(Duration one, double share) {
        return Duration.ofNanos(Math.round(one.toNanos() * share));
    }
}
