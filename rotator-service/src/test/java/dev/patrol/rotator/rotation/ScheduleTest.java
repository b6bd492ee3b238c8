package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @ParameterizedTest
    @CsvSource({"PT24H,  PT48H,  true", "PT24H,  PT552H, false", "PT552H, PT1H,   false"})
    void theOverlapsOfRulesCountToo(Duration forAll, Duration ofARule, boolean holds) {
        // Given
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(
                        Map.of(
                                "PATROL_ROTATION_VALID_DAYS", "30",
                                "PATROL_ROTATION_THRESHOLD_DAYS", "7",
                                "PATROL_ROTATION_OVERLAP", forAll.toString(),
                                "PATROL_ROTATION_OVERLAP_RULES_0__TOKENS", "deploy-*",
                                "PATROL_ROTATION_OVERLAP_RULES_0__OVERLAP", ofARule.toString()),
                        300))
                .build();

        // When
        List<String> problems = Schedule.problemsOf(config);

        // Then
        assertThat(problems.isEmpty()).isEqualTo(holds);
    }
}
