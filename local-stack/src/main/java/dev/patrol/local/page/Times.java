package dev.patrol.local.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the page shows them. */
final class Times {
    private static final DateTimeFormatter MINUTE = formatter("yyyy-MM-dd HH:mm 'UTC'");
    private static final DateTimeFormatter SECOND = formatter("yyyy-MM-dd HH:mm:ss 'UTC'");

    private Times() {}

    /** @param time may be null, and is nothing then */
    static String minute(Instant time) {
        return time == null ? "" : MINUTE.format(time);
    }

    static String second(Instant time) {
        return SECOND.format(time);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
