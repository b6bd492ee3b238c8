package dev.patrol.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    @ParameterizedTest(name = "{0} failures, every {1}, at most {2}, asked for {3}: {4}")
    @CsvSource({
        "0,          PT1M,  PT15M, ,      PT1M",
        "0,          PT1M,  PT15M, PT30S, PT1M",
        "0,          PT1M,  PT15M, PT3M,  PT3M",
        "1,          PT1M,  PT15M, ,      PT1M",
        "2,          PT1M,  PT15M, ,      PT2M",
        "4,          PT1M,  PT15M, ,      PT8M",
        "5,          PT1M,  PT15M, ,      PT15M",
        "2147483647, PT1M,  PT15M, ,      PT15M",
        "2,          PT1M,  PT15M, PT90S, PT2M",
        "5,          PT1M,  PT15M, PT20M, PT20M",
        "1,          PT1M,  PT15M, P9D,   PT1H",
        "3,          PT30M, PT15M, ,      PT30M",
    })
    void growsWithFailuresUpToABoundAndKeepsWhatIsAskedFor(
            int failures, Duration interval, Duration longest, Duration askedFor, Duration expected) {
        // When
        Duration pause = Pace.pauseAfter(failures, interval, longest, Optional.ofNullable(askedFor));

        // Then
        assertThat(pause).isEqualTo(expected);
    }
}
