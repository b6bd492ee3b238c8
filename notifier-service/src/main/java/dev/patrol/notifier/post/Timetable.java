package dev.patrol.notifier.post;

import dev.patrol.notifier.routing.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When routine may be told.
 *
 * @param digestAt time of the day's first digest
 * @param digestEvery how long after that there is another one that day
 * @param quiet when none is told
 */
public record Timetable(ZoneId zone, LocalTime digestAt, Duration digestEvery, Optional<TimeWindow> quiet) {
    private static final Duration DAY = Duration.ofDays(1);

    public Timetable {
        if (digestEvery.compareTo(DAY) > 0 || digestEvery.isNegative() || digestEvery.isZero()) {
            throw new IllegalArgumentException("There is at least one digest a day");
        }
    }

    /** The first moment after another at which a digest goes out. A day is as long as the zone has it. */
    Instant digestAfter(Instant moment) {
        ZonedDateTime first = moment.atZone(zone).with(digestAt);
        if (first.toInstant().isAfter(moment)) {
            first = moment.atZone(zone).minusDays(1).with(digestAt);
        }
        Instant nextDay =
                first.toLocalDate().plusDays(1).atTime(digestAt).atZone(zone).toInstant();
        if (digestEvery.equals(DAY)) {
            return nextDay;
        }
        long passed = Duration.between(first.toInstant(), moment).toMillis() / digestEvery.toMillis();
        Instant next = first.toInstant().plus(digestEvery.multipliedBy(passed + 1));
        return next.isBefore(nextDay) ? next : nextDay;
    }

    boolean isQuiet(Instant moment) {
        return quiet.map(window -> window.contains(moment)).orElse(false);
    }
}
