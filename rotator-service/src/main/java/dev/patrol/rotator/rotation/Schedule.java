package dev.patrol.rotator.rotation;

import dev.patrol.service.settings.Groups;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.List;

/** Whether validity, threshold and overlap go together. */
public final class Schedule {
    private static final String RULES = "patrol.rotation.overlap-rules";

    private Schedule() {}

    /** What is wrong with the settings together, a line each. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        return problemsOf(
                config.getValue("patrol.rotation.valid-days", Integer.class),
                config.getValue("patrol.rotation.threshold-days", Integer.class),
                longestOverlap(config));
    }

    /** Of the one for all and those of the rules. */
    private static Duration longestOverlap(SmallRyeConfig config) {
        Duration forAll = config.getOptionalValue("patrol.rotation.overlap", Duration.class)
                .orElse(Duration.ofHours(24));
        return Groups.indexesOf(config, RULES).stream()
                .map(index -> RULES + "[" + index + "].overlap")
                .flatMap(property -> config.getOptionalValue(property, Duration.class).stream())
                .reduce(forAll, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** A token that is due again before its predecessor is dead would be rotated for ever. */
    static List<String> problemsOf(int validDays, int thresholdDays, Duration overlap) {
        Duration needed = Duration.ofDays(thresholdDays).plus(overlap);
        if (Duration.ofDays(validDays).compareTo(needed) > 0) {
            return List.of();
        }
        return List.of("NEW_TOKEN_VALID_DAYS is " + validDays + ", ROTATION_THRESHOLD_DAYS " + thresholdDays
                + " and the longest overlap " + overlap
                + ": a successor would be due before its predecessor is dead. The validity"
                + " should be longer than threshold and overlap together.");
    }
}
