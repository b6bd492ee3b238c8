package dev.patrol.simulator.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Times as Azure DevOps keeps and writes them. */
public final class AzureTime {

    private static final int SQL_STEPS_PER_SECOND = 300;
    private static final int NANOS_PER_TICK = 100;
    private static final long TICKS_PER_SECOND = 10_000_000L;
    private static final long TICKS_AT_EPOCH = 621_355_968_000_000_000L;
    private static final long MAX_TICKS = 3_155_378_975_999_999_999L;

    private static final DateTimeFormatter UP_TO_SEVEN_DIGITS = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SEVEN_DIGITS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private AzureTime() {}

    /**
     * Rounds to the three-hundredths of a second of a database {@code datetime}: in the published examples a
     * {@code validTo} sent as {@code .319} comes back as {@code .32}.
     */
    public static Instant rounded(Instant time) {
        long steps = Math.round(time.getNano() * (double) SQL_STEPS_PER_SECOND / 1_000_000_000L);
        long ticks = Math.round(steps * (double) TICKS_PER_SECOND / SQL_STEPS_PER_SECOND);
        return Instant.ofEpochSecond(time.getEpochSecond()).plusNanos(ticks * NANOS_PER_TICK);
    }

    /** As the token APIs write a time: {@code 2020-11-02T22:56:52.1033333Z}, without trailing zeros. */
    public static String zulu(Instant time) {
        return UP_TO_SEVEN_DIGITS.format(time) + "Z";
    }

    /** As the token administration writes a time: no offset, to be read as UTC. */
    public static String withoutOffset(Instant time) {
        return UP_TO_SEVEN_DIGITS.format(time);
    }

    /** As the audit log writes a time: seven digits and {@code +00:00}. */
    public static String withOffset(Instant time) {
        return SEVEN_DIGITS.format(time) + "+00:00";
    }

    /** The highest .NET tick count minus the time's: the newest entry gets the smallest number. */
    public static long reversedTicks(Instant time) {
        return MAX_TICKS
                - (TICKS_AT_EPOCH + time.getEpochSecond() * TICKS_PER_SECOND + time.getNano() / NANOS_PER_TICK);
    }

    /** Reads an ISO-8601 time with or without offset; without one it is UTC. Empty if it is no time. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException withoutOffset) {
            try {
                return Optional.of(OffsetDateTime.parse(text + "Z").toInstant());
            } catch (DateTimeParseException noTime) {
                return Optional.empty();
            }
        }
    }
}
