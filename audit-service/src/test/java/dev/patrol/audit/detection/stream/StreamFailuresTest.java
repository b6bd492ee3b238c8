package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.PolicyViolated;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.MutableClock;

class StreamFailuresTest {
    private final MutableClock clock = MutableClock.of(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} breaks, each {1} after the one before: told {2} times")
    @CsvSource({"9, PT1S, 0", "10, PT1S, 1", "10, PT1M6S, 1", "10, PT1M7S, 0", "60, PT50S, 1", "84, PT50S, 2"})
    void goesOnAndTellsWhereItBreaksOffAgainAndAgain(int breaks, Duration apart, int told) {
        // Given
        List<PolicyViolated> alarms = new ArrayList<>();
        StreamFailures failures = new StreamFailures(List.of("contoso"), alarms::add, clock);

        // When
        for (int number = 0; number < breaks; number++) {
            assertThat(failures.handle(new IllegalStateException("of the engine")))
                    .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
            clock.add(apart);
        }

        // Then
        assertThat(alarms).hasSize(told).allSatisfy(alarm -> {
            assertThat(alarm.policy()).isEqualTo("audit-entries-judged");
            assertThat(alarm.found()).contains("IllegalStateException").doesNotContain("of the engine");
        });
    }
}
