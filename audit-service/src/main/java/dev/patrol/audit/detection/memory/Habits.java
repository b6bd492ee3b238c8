package dev.patrol.audit.detection.memory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The values of one trait, with the days on which they were seen first and last. */
final class Habits {
    /**
     * Days since 1970.
     *
     * @param first the earliest by event time, also where it came late
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Seen(long first, long last) {
        Seen and(long day) {
            return day >= first && day <= last ? this : new Seen(Math.min(first, day), Math.max(last, day));
        }
    }

    private final Map<String, Seen> values;

    Habits() {
        this(new HashMap<>());
    }

    @JsonCreator
    private Habits(Map<String, Seen> values) {
        this.values = values;
    }

    void note(String value, Instant time, int most) {
        long day = dayOf(time);
        Seen seen = values.get(value);
        values.put(value, seen == null ? new Seen(day, day) : seen.and(day));
        if (values.size() > most) {
            values.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().last()))
                    .map(Map.Entry::getKey)
                    .ifPresent(values::remove);
        }
    }

    boolean wasSeenBeforeDayOf(String value, Instant time) {
        Seen seen = values.get(value);
        return seen != null && seen.first() < dayOf(time);
    }

    @JsonValue
    Map<String, Seen> values() {
        return values;
    }

    private static long dayOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }
}
