package dev.patrol.rotator.rotation;

import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.List;

/** Whether validity, threshold and overlap go together. */
public final class Schedule {
    private Schedule() {}

    /** What is wrong with the settings together, a line each. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        return problemsOf(
                config.getValue("patrol.rotation.valid-days", Integer.class),
                config.getValue("patrol.rotation.threshold-days", Integer.class),
                config.getOptionalValue("patrol.rotation.overlap", Duration.class)
                        .orElse(Duration.ofHours(24)));
    }

    /** A token that is due again before its predecessor is dead would be rotated for ever. */
    static List<String> problemsOf(int validDays, int thresholdDays, Duration overlap) {
        Duration needed = Duration.ofDays(thresholdDays).plus(overlap);
        if (Duration.ofDays(validDays).compareTo(needed) > 0) {
            return List.of();
        }
        return List.of("NEW_TOKEN_VALID_DAYS is " + validDays + ", ROTATION_THRESHOLD_DAYS " + thresholdDays
                + " and the overlap " + overlap
                + ": a successor would be due before its predecessor is dead. The validity"
                + " should be longer than threshold and overlap together.");
    }
}
