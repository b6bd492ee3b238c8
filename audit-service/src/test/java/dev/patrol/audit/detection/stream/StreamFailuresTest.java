package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.PolicyViolated;
import dev.patrol.service.threads.Backoff;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.MutableClock;

class StreamFailuresTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final RuntimeException BROKEN = new IllegalStateException("of the engine");
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Backoff AT_ONCE = new Backoff(Duration.ZERO, Duration.ZERO);

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} breaks, each {1} after the one before: told {2} times")
    @CsvSource({"9, PT1S, 0", "10, PT1S, 1", "10, PT1M6S, 1", "10, PT1M7S, 0", "60, PT50S, 1", "84, PT50S, 2"})
    void goesOnAndTellsWhereItBreaksOffAgainAndAgain(int breaks, Duration apart, int told) {
        // Given
        List<PolicyViolated> alarms = new ArrayList<>();
        StreamFailures failures = new StreamFailures(List.of("contoso"), alarms::add, clock, AT_ONCE);

        // When
        for (int number = 0; number < breaks; number++) {
            assertThat(failures.handle(BROKEN)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
            clock.add(apart);
        }

        // Then
        assertThat(alarms).hasSize(told).allSatisfy(alarm -> {
            assertThat(alarm.policy()).isEqualTo("audit-entries-judged");
            assertThat(alarm.found()).contains("IllegalStateException").doesNotContain("of the engine");
        });
    }

    @ParameterizedTest(name = "{0} apart")
    @CsvSource({
        "PT1S,     0 0 1 2 4 8 16 30 30 30 30 30",
        "PT2M,     0 0 1 2 4 8 8 8 8 8 8 8",
        "PT10M,    0 0 0 0 0 0 0 0 0 0 0 0",
        "PT10M1S,  0 0 0 0 0 0 0 0 0 0 0 0"
    })
    void waitsLongerWithEachBreakAfterTheSecond(Duration apart, String seconds) {
        // Given
        StreamFailures failures = failures(PAUSES);

        // When
        List<Duration> pauses = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            pauses.add(failures.note().pause());
            clock.add(apart);
        }

        // Then
        assertThat(pauses)
                .containsExactlyElementsOf(Arrays.stream(seconds.split(" "))
                        .map(second -> Duration.ofSeconds(Long.parseLong(second)))
                        .toList());
    }

    @Test
    void waitsNotAtAllAfterAQuietTime() {
        // Given
        StreamFailures failures = failures(PAUSES);
        for (int number = 0; number < 12; number++) {
            failures.note();
        }

        // When
        clock.add(StreamFailures.WITHIN.plusSeconds(1));

        // Then
        assertThat(failures.note().pause()).isZero();
    }

    @Test
    void replacesAThreadThatWaitsAtOnceWhereTheServiceStops() throws Exception {
        // Given
        StreamFailures failures = failures(new Backoff(PATIENCE, PATIENCE));
        failures.handle(BROKEN);
        failures.handle(BROKEN);
        FutureTask<StreamThreadExceptionResponse> third = new FutureTask<>(() -> failures.handle(BROKEN));
        Thread thread = new Thread(third);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        // When
        failures.onStop(new ShutdownEvent());

        // Then
        assertThat(third.get(PATIENCE.toSeconds() / 4, TimeUnit.SECONDS))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    private StreamFailures failures(Backoff backoff) {
        return new StreamFailures(List.of("contoso"), alarm -> {}, clock, backoff);
    }
}
