package dev.patrol.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values are those of the published examples. */
class AzureTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2020-12-01T23:46:23.319Z, 2020-12-01T23:46:23.32Z",
        "2020-11-02T22:56:52.104Z, 2020-11-02T22:56:52.1033333Z",
        "2020-11-02T22:56:52.999Z, 2020-11-02T22:56:53Z",
        "2020-11-02T22:56:52Z, 2020-11-02T22:56:52Z",
    })
    void roundsAsTheDatabaseDoes(Instant sent, String returned) {
        // When
        String text = AzureTime.zulu(AzureTime.rounded(sent));

        // Then
        assertThat(text).isEqualTo(returned);
    }

    @Test
    void reversesTicksAsTheAuditLogDoes() {
        // When
        long ticks = AzureTime.reversedTicks(Instant.parse("2019-03-05T14:05:02.1460838Z"));

        // Then
        assertThat(ticks).isEqualTo(2518505060978539161L);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.1234567-07:00, 2026-01-02T10:04:05.1234567Z",
    })
    void readsTimesWithAnyOffset(String text, Instant time) {
        // When
        // Then
        assertThat(AzureTime.parse(text)).contains(time);
    }

    @Test
    void readsNothingElse() {
        // When
        // Then
        assertThat(AzureTime.parse("tomorrow")).isEmpty();
    }
}
