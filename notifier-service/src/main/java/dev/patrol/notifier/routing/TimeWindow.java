package dev.patrol.notifier.routing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * A part of the week.
 *
 * @param days on which it begins; none means all
 * @param from beginning, inclusive
 * @param to end, exclusive; where it is not after the beginning, it is on the next day
 */
public record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    public TimeWindow {
        days = Set.copyOf(days);
    }

    public boolean contains(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        LocalTime time = local.toLocalTime();
        if (from.isBefore(to)) {
            return begins(local.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
        }
        return (begins(local.getDayOfWeek()) && !time.isBefore(from))
                || (begins(local.getDayOfWeek().minus(1)) && time.isBefore(to));
    }

    private boolean begins(DayOfWeek day) {
        return days.isEmpty() || days.contains(day);
    }
}
