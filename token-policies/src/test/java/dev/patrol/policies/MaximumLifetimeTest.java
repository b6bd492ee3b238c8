package dev.patrol.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MaximumLifetimeTest {
    private static final MaximumLifetime NINETY_DAYS = new MaximumLifetime(Duration.ofDays(90));

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T12:00:00Z,         2026-03-02T12:00:00Z,         false",
        "2026-03-02T12:00:00Z,         2026-05-30T12:00:00Z,         false",
        "2026-03-02T12:00:00Z,         2026-05-31T11:59:59.9999999Z, false",
        "2026-03-02T12:00:00Z,         2026-05-31T12:00:00Z,         false",
        "2026-03-02T12:00:00Z,         2026-05-31T12:00:00.0000001Z, true",
        "2026-03-02T12:00:00.1234567Z, 2026-05-31T12:00:00.1234567Z, false",
        "2026-03-02T12:00:00.1234567Z, 2026-05-31T12:00:00.1234568Z, true",
        "2026-03-02T12:00:00.1234568Z, 2026-05-31T12:00:00.1234567Z, false",
        "2026-03-02T12:00:00Z,         2027-03-02T12:00:00Z,         true",
        "2024-02-28T00:00:00Z,         2024-05-28T00:00:00Z,         false",
        "2024-02-28T00:00:00Z,         2024-05-29T00:00:00Z,         true",
    })
    void ninetyDaysAreAllowedAndNotAFractionMore(Instant from, Instant to, boolean tooLong) {
        // Given
        TokenFacts facts = TokenFacts.of(Given.living(from, to));

        // When
        Optional<Finding> finding = NINETY_DAYS.judge(facts);

        // Then
        assertThat(finding.isPresent()).isEqualTo(tooLong);
    }

    /** Ninety days of a calendar in which clocks change are an hour more or less than ninety days. */
    static Stream<Arguments> ninetyDaysOnTheWall() {
        return Stream.of(
                arguments("Europe/Zurich", "2026-03-02T12:00", false),
                arguments("Europe/Zurich", "2026-09-01T12:00", true),
                arguments("America/New_York", "2026-09-01T12:00", true),
                arguments("Asia/Tokyo", "2026-09-01T12:00", false),
                arguments("Australia/Lord_Howe", "2026-03-02T12:00", true));
    }

    @ParameterizedTest
    @MethodSource("ninetyDaysOnTheWall")
    void aDayIsTwentyFourHoursWhateverTheClocksDo(String zone, String from, boolean tooLong) {
        // Given
        var created = LocalDateTime.parse(from).atZone(ZoneId.of(zone));
        TokenFacts facts = TokenFacts.of(
                Given.living(created.toInstant(), created.plusDays(90).toInstant()));

        // When
        Optional<Finding> finding = NINETY_DAYS.judge(facts);

        // Then
        assertThat(finding.isPresent()).isEqualTo(tooLong);
    }

    @Test
    void theFindingSaysHowLongItIsAndWhenItShouldHaveEnded() {
        // Given
        TokenFacts facts = TokenFacts.of(Given.living(Given.NOON, Given.NOON.plus(Duration.ofDays(365))));

        // When
        Finding finding = NINETY_DAYS.judge(facts).orElseThrow();

        // Then
        assertThat(finding.found()).isEqualTo("Its life of 365 days is too long.");
        assertThat(finding.allowed()).isEqualTo("A life of 90 days at most.");
        assertThat(finding.properEnd()).contains(Given.NOON.plus(Duration.ofDays(90)));
    }

    @ParameterizedTest
    @CsvSource({
        "PT24H,           1 day",
        "PT2160H,         90 days",
        "PT2161H,         90 days and 1h",
        "PT2160H0.0000001S, 90 days and 0.0000001s",
        "PT1H,            1h"
    })
    void durationsAreExactInWords(Duration duration, String words) {
        // When
        String said = Durations.inWords(duration);

        // Then
        assertThat(said).isEqualTo(words);
    }
}
