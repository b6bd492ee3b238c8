package dev.patrol.azuredevops.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final Window window = new Window();

    @Test
    void itIsTheDocumentedOneUntilTheServerSaysOtherwise() {
        // Then
        assertThat(window.longest()).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(303));
        assertThat(window.shortest()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void manyAnswersInWholeSecondsGiveItsLength() {
        // When
        for (int millis = 0; millis < 1_000; millis += 100) {
            Instant sent = START.plusMillis(10_000L + millis);
            window.observe(
                    sent, sent.plusMillis(20), wholeSeconds(sent.plusMillis(10).plusSeconds(30)));
        }

        // Then
        assertThat(window.shortest()).isBetween(Duration.ofMillis(29_800), Duration.ofSeconds(30));
        assertThat(window.longest()).isBetween(Duration.ofSeconds(30), Duration.ofMillis(30_500));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE / 1_000_000_000, -1, 0, 601, 100_000, 9_999_999_999L})
    void nonsenseIsNotBelieved(long seconds) {
        // When
        window.observe(START, START, START.plusSeconds(seconds));

        // Then
        assertThat(window.shortest()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aLongerWindowIsBelievedAtOnce() {
        // Given
        window.observe(START, START, START.plusSeconds(30));

        // When
        window.observe(START, START, START.plusSeconds(60));

        // Then
        assertThat(window.longest()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aShorterWindowIsBelievedWhenTheLongerOneHasPassedWithoutASign() {
        // Given
        window.observe(START, START, START.plusSeconds(30));
        window.observe(START.plusSeconds(10), START.plusSeconds(10), START.plusSeconds(20));
        Duration before = window.longest();

        // When
        window.observe(START.plusSeconds(31), START.plusSeconds(31), START.plusSeconds(41));

        // Then
        assertThat(before).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(window.longest()).isLessThan(Duration.ofSeconds(11));
    }

    private static Instant wholeSeconds(Instant time) {
        return Instant.ofEpochSecond(time.plusNanos(999_999_999).getEpochSecond());
    }
}
