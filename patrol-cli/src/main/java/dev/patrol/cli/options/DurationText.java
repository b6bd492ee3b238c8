package dev.patrol.cli.options;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as the settings have them: {@code 30s}, {@code 10m}, {@code 2h}, {@code 7d}, or ISO-8601. */
public final class DurationText implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        Duration duration;
        try {
            // A bare number would be seconds; of days or hours nobody should have to guess that.
            duration = text.matches("\\d+") ? null : new DurationConverter().convert(text.strip());
        } catch (IllegalArgumentException notOne) {
            duration = null;
        }
        if (duration == null || duration.isNegative() || duration.isZero()) {
            throw new TypeConversionException("\"" + text + "\" is no duration, for example 30s, 10m, 2h or 7d");
        }
        return duration;
    }
}
