package dev.patrol.cli.options;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times in UTC, as {@code 2026-11-23T08:00:00Z}. */
public final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeParseException notOne) {
            throw new TypeConversionException("\"" + text + "\" is no time in UTC, for example 2026-11-23T08:00:00Z");
        }
    }
}
