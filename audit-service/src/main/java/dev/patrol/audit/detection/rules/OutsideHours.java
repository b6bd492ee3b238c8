package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.model.Severity;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Used on a day or at an hour at which nobody is expected to. */
final class OutsideHours implements Rule {
    /**
     * @param from included
     * @param to excluded; before {@code from} the hours go over midnight, and belong to the day on which they begin
     */
    record Hours(LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone) {
        boolean include(ZonedDateTime time) {
            LocalTime clock = time.toLocalTime();
            if (from.isBefore(to)) {
                return days.contains(time.getDayOfWeek()) && !clock.isBefore(from) && clock.isBefore(to);
            }
            boolean evening = !clock.isBefore(from) && days.contains(time.getDayOfWeek());
            boolean morning =
                    clock.isBefore(to) && days.contains(time.getDayOfWeek().minus(1));
            return evening || morning;
        }
    }

    private final Hours hours;

    OutsideHours(Hours hours) {
        this.hours = hours;
    }

    @Override
    public String name() {
        return "outside-hours";
    }

    @Override
    public Tuning defaults() {
        return Tuning.weak(Severity.LOW);
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        ZonedDateTime time = sighting.time().atZone(hours.zone());
        if (!sighting.use() || hours.include(time)) {
            return Optional.empty();
        }
        return Optional.of("It was used on %s at %s (%s), outside the hours from %s to %s."
                .formatted(
                        time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                        time.toLocalTime().truncatedTo(ChronoUnit.MINUTES),
                        hours.zone(),
                        hours.from(),
                        hours.to()));
    }
}
