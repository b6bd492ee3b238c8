package dev.patrol.model.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysLeftTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT168H,            7",
        "PT168H0.0000001S,  8",
        "PT168H1S,          8",
        "PT167H59M59S,      7",
        "PT36H,             2",
        "PT24H,             1",
        "PT1S,              1",
        "PT0.0000001S,      1",
        "PT0S,              0",
        "PT-1S,             0",
        "PT-24H,           -1",
        "PT720H,           30",
        "PT720H1S,         31"
    })
    void aBegunDayIsADay(Duration left, int days) {
        // When
        int counted = DaysLeft.until(NOW.plus(left), NOW);

        // Then
        assertThat(counted).isEqualTo(days);
    }
}
