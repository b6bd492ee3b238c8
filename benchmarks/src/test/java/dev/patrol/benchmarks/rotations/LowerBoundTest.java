package dev.patrol.benchmarks.rotations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.benchmarks.harness.Latencies;
import dev.patrol.benchmarks.harness.ServerAllowance;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowerBoundTest {
    private static final Latencies LATENCIES = Latencies.USUAL;

    @Test
    void withoutAnAllowanceOneTokensCallsAreAllThatMustBeWaitedFor() {
        // When
        LowerBound bound = LowerBound.of(1000, LATENCIES, Optional.empty());

        // Then
        assertThat(bound.duration()).isEqualTo(Duration.ofMillis(150 + 60 + 100 + 80 + 100));
        assertThat(bound.setBy()).contains("latencies");
    }

    @ParameterizedTest(name = "{0} tokens need {1} requests")
    @CsvSource({"1, 3", "100, 201", "101, 204", "1000, 2010"})
    void eachTokenCountsTwiceAndEachHundredOnceMore(int tokens, long requests) {
        assertThat(LowerBound.countedRequests(tokens)).isEqualTo(requests);
    }

    @ParameterizedTest(name = "2010 requests at {0} in {1} s wait for {2} s")
    @CsvSource({
        // What fits into the first window is not held up.
        "2010, 10, 0",
        "2009, 10, 10",
        "670, 10, 20",
        "669, 10, 30",
        "600, 10, 30",
        "1, 1, 2009"
    })
    void aRequestWaitsUntilThoseOfTheWindowsBeforeHaveLeft(int requests, long window, long waits) {
        // Given
        ServerAllowance allowance = new ServerAllowance(requests, Duration.ofSeconds(window));

        // When
        LowerBound bound = LowerBound.of(1000, LATENCIES, Optional.of(allowance));

        // Then
        assertThat(bound.allowance()).isEqualTo(Duration.ofSeconds(waits).plusMillis(100));
    }

    @Test
    void theLargerOfTheTwoHolds() {
        // Given
        ServerAllowance narrow = new ServerAllowance(600, Duration.ofSeconds(10));
        ServerAllowance wide = new ServerAllowance(5000, Duration.ofSeconds(10));

        // When
        LowerBound held = LowerBound.of(1000, LATENCIES, Optional.of(narrow));
        LowerBound free = LowerBound.of(1000, LATENCIES, Optional.of(wide));

        // Then
        assertThat(held.duration()).isEqualTo(Duration.ofMillis(30_100));
        assertThat(held.setBy()).contains("allowance");
        assertThat(free.duration()).isEqualTo(Duration.ofMillis(490));
        assertThat(free.setBy()).contains("latencies");
    }

    @ParameterizedTest(name = "{0} tokens, {1} workers: {2} rounds")
    @CsvSource({"1, 32, 1", "32, 32, 1", "33, 32, 2", "1000, 32, 32", "1000, 1, 1000"})
    void workersGoThroughTheirTokensOneAfterTheOther(int tokens, int workers, int rounds) {
        assertThat(LowerBound.withWorkers(tokens, LATENCIES, workers))
                .isEqualTo(Duration.ofMillis(rounds * 390L + 100));
    }
}
