package dev.patrol.simulator.policies;

/**
 * How many requests one caller may make.
 *
 * @param requests answered at once within a window
 * @param windowMillis length of the sliding window
 * @param delayed how many requests beyond that are answered late before the rest is refused with 429
 * @param delayMillis how late
 */
public record Allowance(int requests, long windowMillis, int delayed, long delayMillis) {

    public Allowance {
        if (requests < 1 || requests > 1_000_000) {
            throw new IllegalArgumentException("'requests' of an allowance must be between 1 and 1000000.");
        }
        if (windowMillis < 1) {
            throw new IllegalArgumentException("'windowMillis' of an allowance must be at least 1.");
        }
        if (delayed < 0 || delayMillis < 0 || delayMillis > 30_000) {
            throw new IllegalArgumentException(
                    "'delayed' of an allowance must not be negative and 'delayMillis' must be between 0 and 30000.");
        }
    }
}
