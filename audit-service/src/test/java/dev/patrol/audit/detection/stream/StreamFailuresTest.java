package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.PolicyViolated;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamFailuresTest {
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @ParameterizedTest(name = "{0} breaks, each {1} after the one before: told {2} times")
    @CsvSource({"4, PT1S, 0", "5, PT1S, 1", "5, PT2M30S, 1", "5, PT2M31S, 0", "30, PT1M40S, 1", "42, PT1M40S, 2"})
    void goesOnAndTellsWhereItBreaksOffAgainAndAgain(int breaks, Duration apart, int told) {
        // Given
        List<PolicyViolated> alarms = new ArrayList<>();
        StreamFailures failures = new StreamFailures(List.of("contoso"), alarms::add, clock);

        // When
        for (int number = 0; number < breaks; number++) {
            assertThat(failures.handle(new IllegalStateException("of the engine")))
                    .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
            now = now.plus(apart);
        }

        // Then
        assertThat(alarms).hasSize(told).allSatisfy(alarm -> {
            assertThat(alarm.policy()).isEqualTo("audit-entries-judged");
            assertThat(alarm.found()).contains("IllegalStateException").doesNotContain("of the engine");
        });
    }
}
