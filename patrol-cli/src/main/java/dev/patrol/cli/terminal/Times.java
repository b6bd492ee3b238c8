package dev.patrol.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as people read them; times are UTC. */
public final class Times {
    private static final DateTimeFormatter MINUTE = formatter("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter SECOND = formatter("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter CLOCK = formatter("HH:mm:ss");

    private Times() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** For example {@code 2026-11-23 08:00}. */
    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** For example {@code 2026-11-23 08:00:59}. */
    public static String second(Instant time) {
        return SECOND.format(time);
    }

    /** For example {@code 08:00:59}. */
    public static String clock(Instant time) {
        return CLOCK.format(time);
    }

    /** The largest unit that is not zero, rounded down: {@code 3 d}, {@code 5 h}, {@code 12 min}, {@code 40 s}. */
    public static String rough(Duration duration) {
        Duration positive = duration.abs();
        if (positive.toDays() > 0) {
            return positive.toDays() + " d";
        }
        if (positive.toHours() > 0) {
            return positive.toHours() + " h";
        }
        return positive.toMinutes() > 0 ? positive.toMinutes() + " min" : positive.toSeconds() + " s";
    }
}
