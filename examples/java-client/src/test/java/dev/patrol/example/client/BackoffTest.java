package dev.patrol.example.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1, PT1S", "2, PT2S", "3, PT4S", "6, PT32S", "7, PT1M", "8, PT1M", "2147483647, PT1M"})
    void doublesUpToTheLongest(int failures, Duration expected) {
        // When
        Duration wait = Backoff.usual().after(failures);

        // Then
        assertThat(wait).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1S, PT1H, The first wait",
        "PT2S, PT1S, PT1H, The longest wait",
        "PT1S, PT1M, PT59S, The patience"
    })
    void refusesWhatMakesNoSense(Duration first, Duration longest, Duration patience, String complaint) {
        // When / Then
        assertThatThrownBy(() -> new Backoff(first, longest, patience))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(complaint);
    }
}
