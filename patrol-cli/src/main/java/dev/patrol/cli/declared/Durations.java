package dev.patrol.cli.declared;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Optional;

/** Durations as people write them here: {@code 45d}, {@code 24h}, {@code 30m}, {@code 0s}. */
public final class Durations {
    private Durations() {}

    /** Empty where it is none, or below zero. A bare number would be seconds; nobody should have to guess that. */
    public static Optional<Duration> parse(String text) {
        try {
            Duration duration = text.strip().matches("\\d+") ? null : new DurationConverter().convert(text.strip());
            return Optional.ofNullable(duration).filter(found -> !found.isNegative());
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    public static String text(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + "d";
        }
        return duration.equals(Duration.ofHours(duration.toHours())) ? duration.toHours() + "h" : duration.toString();
    }
}
