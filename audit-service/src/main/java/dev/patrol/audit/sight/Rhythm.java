package dev.patrol.audit.sight;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * How often an organization's audit log shows anything, with entries of any kind, by the time of entries and to the minute.
 * It is known since the start only: after a restart nothing is usual yet.
 *
 * @param quietSince the newest entry; where there was none yet, from where on was read
 * @param spoke whether there was one
 * @param longestGaps the longest time between two entries that ended on a day (UTC), for the last days
 */
record Rhythm(Instant quietSince, boolean spoke, SortedMap<LocalDate, Duration> longestGaps) {
    /** As far back as a silence is remembered as usual. */
    static final int DAYS = 14;

    Rhythm {
        longestGaps = new TreeMap<>(longestGaps);
    }

    static Rhythm from(Instant start) {
        return new Rhythm(start, false, new TreeMap<>());
    }

    /** Takes in when there were entries. What is older than the newest one known changes nothing. */
    Rhythm heard(SortedSet<Instant> times) {
        Rhythm rhythm = this;
        for (Instant time : times) {
            rhythm = rhythm.heard(time);
        }
        return rhythm;
    }

    /** The longest silence of the last days; nothing where there is none to compare with. */
    Duration longestGap() {
        return longestGaps.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private Rhythm heard(Instant time) {
        if (!spoke) {
            return new Rhythm(time, true, longestGaps);
        }
        if (!time.isAfter(quietSince)) {
            return this;
        }
        LocalDate day = time.atZone(ZoneOffset.UTC).toLocalDate();
        SortedMap<LocalDate, Duration> gaps = new TreeMap<>(longestGaps.tailMap(day.minusDays(DAYS)));
        gaps.merge(day, Duration.between(quietSince, time), (one, other) -> one.compareTo(other) > 0 ? one : other);
        return new Rhythm(time, true, gaps);
    }
}
