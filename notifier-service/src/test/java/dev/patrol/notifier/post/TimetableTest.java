package dev.patrol.notifier.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # daily, in winter and in summer
            2026-01-10T06:59:59Z, 08:00, PT24H,   2026-01-10T07:00:00Z
            2026-01-10T07:00:00Z, 08:00, PT24H,   2026-01-11T07:00:00Z
            2026-07-10T05:59:59Z, 08:00, PT24H,   2026-07-10T06:00:00Z
            # the days on which the clocks are set
            2026-03-28T12:00:00Z, 08:00, PT24H,   2026-03-29T06:00:00Z
            2026-10-24T12:00:00Z, 08:00, PT24H,   2026-10-25T07:00:00Z
            # a time that one day does not have
            2026-03-28T12:00:00Z, 02:30, PT24H,   2026-03-29T01:30:00Z
            # several a day
            2026-01-10T07:00:00Z, 08:00, PT6H,    2026-01-10T13:00:00Z
            2026-01-10T06:00:00Z, 08:00, PT6H,    2026-01-10T07:00:00Z
            2026-01-10T03:00:00Z, 08:00, PT7H,    2026-01-10T04:00:00Z
            2026-01-10T04:00:00Z, 08:00, PT7H,    2026-01-10T07:00:00Z
            2026-01-10T07:00:07Z, 08:00, PT10S,   2026-01-10T07:00:10Z
            """)
    void knowsWhenTheNextDigestGoesOut(Instant moment, LocalTime at, Duration every, Instant expected) {
        // Given
        Timetable timetable = new Timetable(ZoneId.of("Europe/Berlin"), at, every, Optional.empty());

        // When
        Instant next = timetable.digestAfter(moment);

        // Then
        assertThat(next).isEqualTo(expected);
    }

    @Property
    void thereIsAlwaysANextDigestWithinADay(
            @ForAll @LongRange(min = 1_760_000_000L, max = 1_860_000_000L) long second,
            @ForAll @IntRange(min = 0, max = 86_399) int at,
            @ForAll @IntRange(min = 1, max = 86_400) int every) {
        // Given
        Instant moment = Instant.ofEpochSecond(second);
        Timetable timetable = new Timetable(
                ZoneId.of("America/New_York"),
                LocalTime.ofSecondOfDay(at),
                Duration.ofSeconds(every),
                Optional.empty());

        // When
        Instant next = timetable.digestAfter(moment);

        // Then: a day has 25 hours when the clocks are set back
        assertThat(next)
                .isAfter(moment)
                .isBefore(moment.plus(Duration.ofHours(25).plusSeconds(1)));
    }
}
