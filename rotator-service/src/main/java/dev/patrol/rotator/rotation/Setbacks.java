package dev.patrol.rotator.rotation;

import dev.patrol.rotator.saga.Problem;
import java.time.Duration;

/** How patiently a step that can't be taken is tried again. */
record Setbacks(int most, Duration delay, Duration maxDelay) {
    private static final int LARGEST_SHIFT = 20;

    static Setbacks of(RotationSettings settings) {
        return new Setbacks(settings.setbacks(), settings.setbackDelay(), settings.setbackMaxDelay());
    }

    boolean isTooMany(int count) {
        return count > most;
    }

    /** Doubles with each setback in a row. */
    Duration waitAfter(int count) {
        Duration wait = delay.multipliedBy(1L << Math.min(count - 1, LARGEST_SHIFT));
        return wait.compareTo(maxDelay) > 0 ? maxDelay : wait;
    }

    /** The problem of the try that was the last. */
    Problem last(Problem problem) {
        return new Problem(
                problem.code(),
                problem.reason() + " It was tried " + (most + 1) + " times.",
                "Mend the cause; Patrol takes the rotation up again when the token is next found due.",
                false);
    }
}
