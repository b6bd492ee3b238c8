package dev.patrol.rotator.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityRuleTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # chosen, a successor's days, allowed
            -,    30,  90
            -,    90,  90
            -,    180, 180
            P30D, 30,  30
            P45D, 30,  45
            """)
    void whatASuccessorMayLiveIsAllowedByDefault(Duration chosen, int validDays, int allowed) {
        // When
        Duration longest = ValidityRule.longest(Optional.ofNullable(chosen), validDays);

        // Then
        assertThat(longest).isEqualTo(Duration.ofDays(allowed));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # chosen, a successor's days, whether they go together
            -,          180, true
            P30D,       30,  true
            PT719H59M,  30,  false
            P90D,       91,  false
            """)
    void aLimitThatNoSuccessorKeepsStopsTheStart(Duration chosen, int validDays, boolean holds) {
        // When
        List<String> problems = ValidityRule.problemsOf(Optional.ofNullable(chosen), validDays);

        // Then
        assertThat(problems.isEmpty()).isEqualTo(holds);
    }
}
