package dev.patrol.model;

import static dev.patrol.model.Milestone.FOURTEEN_DAYS;
import static dev.patrol.model.Milestone.ONE_DAY;
import static dev.patrol.model.Milestone.SEVEN_DAYS;
import static dev.patrol.model.Milestone.THIRTY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MilestoneTest {
    static Stream<Arguments> daysLeft() {
        return Stream.of(
                arguments(Long.MAX_VALUE, null),
                arguments(31, null),
                arguments(30, THIRTY_DAYS),
                arguments(15, THIRTY_DAYS),
                arguments(14, FOURTEEN_DAYS),
                arguments(8, FOURTEEN_DAYS),
                arguments(7, SEVEN_DAYS),
                arguments(2, SEVEN_DAYS),
                arguments(1, ONE_DAY),
                arguments(0, ONE_DAY),
                arguments(-1, ONE_DAY),
                arguments(Long.MIN_VALUE, ONE_DAY));
    }

    @ParameterizedTest
    @MethodSource("daysLeft")
    void theTightestMilestoneThatIsReachedCounts(long daysLeft, Milestone expected) {
        // When
        Optional<Milestone> reached = Milestone.reachedWith(daysLeft);

        // Then
        assertThat(reached).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsDays(Milestone milestone) {
        // When
        Milestone found = Milestone.ofDays(milestone.days());

        // Then
        assertThat(found).isEqualTo(milestone);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 5, 8, 15, 31})
    void noOtherNumberOfDaysIsOne(int days) {
        assertThatIllegalArgumentException().isThrownBy(() -> Milestone.ofDays(days));
    }
}
