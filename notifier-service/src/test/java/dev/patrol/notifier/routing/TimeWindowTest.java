package dev.patrol.notifier.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # 2026-11-23 is a Monday; Berlin is an hour ahead of UTC
            2026-11-23T07:00:00Z, 08:00, 18:00, '',       true
            2026-11-23T06:59:59Z, 08:00, 18:00, '',       false
            2026-11-23T17:00:00Z, 08:00, 18:00, '',       false
            2026-11-23T21:00:00Z, 22:00, 06:00, '',       true
            2026-11-23T04:59:59Z, 22:00, 06:00, '',       true
            2026-11-23T05:00:00Z, 22:00, 06:00, '',       false
            2026-11-23T04:00:00Z, 22:00, 06:00, MONDAY,   false
            2026-11-23T04:00:00Z, 22:00, 06:00, SUNDAY,   true
            2026-11-23T22:00:00Z, 22:00, 06:00, MONDAY,   true
            2026-11-22T12:00:00Z, 00:00, 00:00, SUNDAY,   true
            2026-11-23T12:00:00Z, 00:00, 00:00, SUNDAY,   false
            """)
    void containsWhatBeginsOnItsDays(Instant moment, LocalTime from, LocalTime to, String day, boolean contained) {
        // Given
        Set<DayOfWeek> days = day.isEmpty() ? Set.of() : Set.of(DayOfWeek.valueOf(day));
        TimeWindow window = new TimeWindow(days, from, to, ZoneId.of("Europe/Berlin"));

        // When
        boolean contains = window.contains(moment);

        // Then
        assertThat(contains).isEqualTo(contained);
    }
}
