package dev.patrol.service.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({
        "-1, PT0S",
        "0, PT0S",
        "1, PT1S",
        "2, PT2S",
        "3, PT4S",
        "5, PT16S",
        "6, PT30S",
        "100, PT30S",
        "2147483647, PT30S"
    })
    void eachPauseIsTwiceAsLongAsTheOneBeforeToTheLongest(int number, Duration pause) {
        // Given
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

        // When, Then
        assertThat(backoff.pause(number)).isEqualTo(pause);
    }

    @Test
    void aPauseLastsHalfOfItOrLonger() throws InterruptedException {
        // Given
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(100));
        long began = System.nanoTime();

        // When
        boolean goesOn = backoff.await(backoff.pause(1));

        // Then
        assertThat(goesOn).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void whereTheServiceStopsNobodyWaits() throws InterruptedException {
        // Given
        Backoff backoff = new Backoff(Duration.ofDays(1), Duration.ofDays(1));

        // When
        backoff.stop();

        // Then
        assertThat(backoff.await(backoff.pause(1))).isFalse();
        assertThat(backoff.isStopping()).isTrue();
    }
}
