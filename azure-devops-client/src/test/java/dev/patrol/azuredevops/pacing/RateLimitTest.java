package dev.patrol.azuredevops.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.900Z");

    @Test
    void whatADelayedAnswerSaysIsRead() {
        // Given
        Map<String, String> headers = Map.of(
                "Retry-After", "12",
                "X-RateLimit-Resource", "Services/Concurrency/Identity",
                "X-RateLimit-Delay", "1.250",
                "X-RateLimit-Limit", "200",
                "X-RateLimit-Remaining", "0",
                "X-RateLimit-Reset", Long.toString(NOW.getEpochSecond() + 300));

        // When
        RateLimit said = read(200, headers);

        // Then
        assertThat(said)
                .isEqualTo(new RateLimit(
                        false,
                        true,
                        Optional.of(Duration.ofSeconds(12)),
                        OptionalInt.of(200),
                        OptionalInt.of(0),
                        Optional.of(Instant.parse("2026-11-23T10:05:00Z"))));
    }

    @Test
    void whoIsFarFromTheLimitHearsNothing() {
        // When
        RateLimit said = read(200, Map.of("Content-Type", "application/json"));

        // Then
        assertThat(said).isEqualTo(Answers.SILENT);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "0 | PT0S",
                "30 | PT30S",
                "999999 | PT277H46M39S",
                "Mon, 23 Nov 2026 10:00:30 GMT | PT29.1S",
                "Mon, 23 Nov 2026 09:00:00 GMT | PT0S",
                "Tue, 23 Nov 2026 10:00:30 GMT | none",
                "23.11.2026 | none",
                "soon | none",
                "-1 | none",
                "1.5 | none",
                "'' | none",
                "99999999999999999999 | none"
            })
    void retryAfterIsANumberOfSecondsOrADate(String header, Duration expected) {
        // When
        RateLimit said = read(503, Map.of("Retry-After", header));

        // Then
        assertThat(said.retryAfter()).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "0, none",
                "1, 1",
                "200, 200",
                "200.0, 200",
                "-1, none",
                "many, none",
                "1000000000, 1000000000",
                "9999999999, none"
            })
    void aLimitIsANumberAboveZero(String header, Integer expected) {
        // When
        RateLimit said = read(200, Map.of("X-RateLimit-Limit", header));

        // Then
        assertThat(said.limit()).isEqualTo(expected == null ? OptionalInt.empty() : OptionalInt.of(expected));
    }

    @Test
    void aDateOfAServerWhoseClockIsWrongIsTakenForWhatItMeansThere() {
        // Given
        Map<String, String> headers = Map.of(
                "Date", "Mon, 23 Nov 2026 09:00:00 GMT",
                "Retry-After", "Mon, 23 Nov 2026 09:00:20 GMT",
                "X-RateLimit-Reset",
                        Long.toString(Instant.parse("2026-11-23T09:05:00Z").getEpochSecond()));

        // When
        RateLimit said = read(200, headers);

        // Then
        assertThat(said.retryAfter()).contains(Duration.ofSeconds(20));
        assertThat(said.reset()).contains(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void theSecondsOfARightClockAreNotCorrected() {
        // Given
        Map<String, String> headers = Map.of(
                "Date",
                "Mon, 23 Nov 2026 10:00:00 GMT",
                "X-RateLimit-Reset",
                Long.toString(NOW.getEpochSecond() + 300));

        // When
        RateLimit said = read(200, headers);

        // Then
        assertThat(said.reset()).contains(Instant.parse("2026-11-23T10:05:00Z"));
    }

    private static RateLimit read(int status, Map<String, String> headers) {
        Map<String, List<String>> multiple = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return RateLimit.of(status, HttpHeaders.of(multiple, (name, value) -> true), NOW);
    }
}
