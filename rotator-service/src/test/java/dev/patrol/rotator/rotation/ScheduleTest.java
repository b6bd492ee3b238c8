package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "30, 7,  PT24H,  true",
        "9,  7,  PT24H,  true",
        "8,  7,  PT24H,  false",
        "8,  7,  PT23H,  true",
        "7,  7,  PT0S,   false",
        "8,  7,  PT0S,   true",
        "1,  1,  PT0S,   false",
        "30, 30, PT0S,   false",
        "30, 7,  PT552H, false",
        "30, 7,  PT551H, true"
    })
    void aValidityIsLongerThanThresholdAndOverlap(int validDays, int thresholdDays, Duration overlap, boolean holds) {
        // When
        List<String> problems = Schedule.problemsOf(validDays, thresholdDays, overlap);

        // Then
        assertThat(problems.isEmpty()).isEqualTo(holds);
    }
}
