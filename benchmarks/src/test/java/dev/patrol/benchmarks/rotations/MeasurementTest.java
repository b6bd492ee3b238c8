package dev.patrol.benchmarks.rotations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.simulator.calls.CallRecord;
import dev.patrol.simulator.http.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void changesAreCountedInTheSecondOfTheirWork() {
        // Given
        Measurement measured = measurement(
                Duration.ofMillis(3200),
                change(Api.PATS_CREATE, 100),
                change(Api.SECRET_SET, 150),
                change(Api.PATS_REVOKE, 999),
                change(Api.PATS_CREATE, 3100));

        // Then
        assertThat(measured.changesBySecond()).containsExactly(2L, 0L, 0L, 1L);
        assertThat(measured.untilLast(Api.PATS_CREATE)).isEqualTo(Duration.ofMillis(3100));
        assertThat(measured.untilLast(Api.PATS_REVOKE)).isEqualTo(Duration.ofMillis(999));
    }

    @Test
    void refusedIsWhateverGot429() {
        // Given
        Calls calls = new Calls(
                Map.of("pats-list", Map.of("200", 10L, "429", 3L), "secret-set", Map.of("429", 1L, "503", 2L)),
                List.of());

        // Then
        assertThat(calls.refused()).isEqualTo(4);
        assertThat(calls.of(Api.PATS_LIST)).isEqualTo(13);
        assertThat(calls.of(Api.PATS_CREATE)).isZero();
    }

    private static Measurement measurement(Duration makespan, CallRecord... changes) {
        return new Measurement(
                START, makespan, new Calls(Map.of(), List.of(changes)), Duration.ZERO, Duration.ZERO, 0, 0);
    }

    private static CallRecord change(Api api, long millis) {
        return new CallRecord(1, START.plusMillis(millis), api.wireName(), null, "x", "200", List.of("x"));
    }
}
