package dev.patrol.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateReportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                             | PT0S
            30                            | PT30S
            999999999                     | PT15M
            Mon, 23 Nov 2026 08:00:07 GMT | PT7S
            Mon, 23 Nov 2026 07:00:00 GMT | PT0S
            Tue, 24 Nov 2026 08:00:00 GMT | PT15M
            """)
    void retryAfterIsReadInSecondsAndAsADateAndIsBounded(String value, Duration wait) {
        // When
        RateReport report = RateReport.of(200, headers(Map.of("Retry-After", value)), NOW);

        // Then
        assertThat(report.retryAfter()).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1e9", "99999999999999999999", "1.5"})
    void whatMakesNoSenseIsNotSaid(String value) {
        // When
        RateReport report = RateReport.of(
                200,
                headers(Map.of("Retry-After", value, "X-RateLimit-Remaining", "-" + value, "X-RateLimit-Reset", value)),
                NOW);

        // Then
        assertThat(report.retryAfter()).isEmpty();
        assertThat(report.remaining()).isEmpty();
    }

    @Test
    void aResetThatIsDaysAwayIsNotBelieved() {
        // When
        RateReport report = RateReport.of(
                200,
                headers(Map.of(
                        "X-RateLimit-Reset",
                        Long.toString(NOW.plus(Duration.ofDays(2)).getEpochSecond()))),
                NOW);

        // Then
        assertThat(report.reset()).isEmpty();
    }

    @Test
    void aFractionOfTheLimitIsRoundedDown() {
        // When
        RateReport report =
                RateReport.of(200, headers(Map.of("X-RateLimit-Limit", "200", "X-RateLimit-Remaining", "12.97")), NOW);

        // Then
        assertThat(report.remaining()).hasValue(12);
        assertThat(report.limit()).hasValue(200);
    }

    private static HttpHeaders headers(Map<String, String> values) {
        Map<String, List<String>> lists = new java.util.HashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return HttpHeaders.of(lists, (name, value) -> true);
    }
}
