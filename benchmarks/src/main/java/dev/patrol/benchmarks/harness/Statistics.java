package dev.patrol.benchmarks.harness;

import java.time.Duration;
import java.util.List;

/** What several runs say together. */
public final class Statistics {
    private Statistics() {}

    /**
     * The middle one; of an even number, the mean of the two in the middle.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Duration median(List<Duration> durations) {
        if (durations.isEmpty()) {
            throw new IllegalArgumentException("There is no median of nothing.");
        }
        List<Duration> sorted = durations.stream().sorted().toList();
        Duration upper = sorted.get(sorted.size() / 2);
        Duration lower = sorted.get((sorted.size() - 1) / 2);
        return lower.plus(upper).dividedBy(2);
    }

    /**
     * The one that a part of them does not exceed.
     *
     * @param part above 0; 1 for the longest
     * @throws IllegalArgumentException if there is none
     */
    public static Duration percentile(List<Duration> durations, double part) {
        if (durations.isEmpty()) {
            throw new IllegalArgumentException("There is no percentile of nothing.");
        }
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * part) - 1);
    }

    /** How many times one is the other. */
    public static double ratio(Duration one, Duration other) {
        return (double) one.toNanos() / other.toNanos();
    }
}
