package dev.patrol.policies;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
final class Durations {
    private Durations() {}

    /** For example {@code 90 days}, or {@code 90 days and 1h0.0000001s} where it is not a whole number of days. */
    static String inWords(Duration duration) {
        long days = duration.toDays();
        Duration rest = duration.minusDays(days);
        String whole = days + (days == 1 ? " day" : " days");
        if (rest.isZero()) {
            return whole;
        }
        String time = rest.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
        return days == 0 ? time : whole + " and " + time;
    }
}
