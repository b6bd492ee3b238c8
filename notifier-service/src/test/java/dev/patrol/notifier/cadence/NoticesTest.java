package dev.patrol.notifier.cadence;

import static dev.patrol.model.Milestone.FOURTEEN_DAYS;
import static dev.patrol.model.Milestone.ONE_DAY;
import static dev.patrol.model.Milestone.SEVEN_DAYS;
import static dev.patrol.model.Milestone.THIRTY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Event;
import dev.patrol.model.Milestone;
import dev.patrol.model.Trigger;
import dev.patrol.notifier.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NoticesTest {
    private static final String SOMEBODY = "somebody";

    @ParameterizedTest
    @MethodSource
    void tellsWhatSaysMoreThanWhatWasTold(List<Event> before, Event next, boolean news) {
        // Given
        Notices notices = new Notices(1_000);
        before.forEach(event -> notices.remember(SOMEBODY, notice(event)));

        // When
        boolean isNews = notices.isNews(SOMEBODY, notice(next));

        // Then
        assertThat(isNews).isEqualTo(news);
    }

    static Stream<Arguments> tellsWhatSaysMoreThanWhatWasTold() {
        return Stream.of(
                Arguments.of(List.of(), expiring(THIRTY_DAYS, true), true),
                Arguments.of(List.of(expiring(THIRTY_DAYS, true)), expiring(FOURTEEN_DAYS, true), true),
                // a missed milestone is made up for by the next one, and not told later
                Arguments.of(List.of(expiring(SEVEN_DAYS, true)), expiring(FOURTEEN_DAYS, true), false),
                // each milestone once
                Arguments.of(List.of(expiring(SEVEN_DAYS, true)), expiring(SEVEN_DAYS, true), false),
                Arguments.of(List.of(expiring(SEVEN_DAYS, false)), expiring(SEVEN_DAYS, false), false),
                // becoming due is good news, which the rotation tells
                Arguments.of(List.of(expiring(SEVEN_DAYS, false)), expiring(SEVEN_DAYS, true), false),
                // "no action is needed" is taken back
                Arguments.of(List.of(expiring(SEVEN_DAYS, true)), expiring(SEVEN_DAYS, false), true),
                Arguments.of(List.of(expiring(SEVEN_DAYS, true)), expiring(FOURTEEN_DAYS, false), false),
                // silent once the token is replaced or dead, in whatever order that becomes known
                Arguments.of(List.of(Tokens.rotated(1)), expiring(ONE_DAY, false), false),
                Arguments.of(List.of(Tokens.revoked(1, Trigger.COMMAND)), expiring(ONE_DAY, false), false),
                Arguments.of(List.of(expiring(SEVEN_DAYS, true), Tokens.rotated(1)), expiring(ONE_DAY, true), false),
                // another token is another story
                Arguments.of(List.of(Tokens.rotated(2)), expiring(ONE_DAY, false), true),
                Arguments.of(List.of(Tokens.expiring(2, ONE_DAY, true)), expiring(ONE_DAY, true), true),
                // ends are always news
                Arguments.of(List.of(Tokens.rotated(1)), Tokens.revoked(1, Trigger.EXPIRY), true));
    }

    @Test
    void whatOnePersonWasToldIsNewsForAnother() {
        // Given
        Notices notices = new Notices(1_000);
        notices.remember(SOMEBODY, notice(expiring(SEVEN_DAYS, true)));

        // When
        boolean news = notices.isNews("somebody else", notice(expiring(SEVEN_DAYS, true)));

        // Then
        assertThat(news).isTrue();
    }

    @Property
    void eachMilestoneIsToldOnceAtMostAndTheTightestInAnyCase(@ForAll List<Milestone> reached) {
        // Given
        Notices notices = new Notices(1_000);
        List<Milestone> told = new ArrayList<>();

        // When
        for (Milestone milestone : reached) {
            Notice notice = notice(expiring(milestone, true));
            if (notices.isNews(SOMEBODY, notice)) {
                told.add(milestone);
                notices.remember(SOMEBODY, notice);
            }
        }

        // Then
        Set<Milestone> once = new HashSet<>(told);
        assertThat(once).hasSameSizeAs(told);
        assertThat(told.stream().map(Milestone::days).toList()).isSortedAccordingTo((a, b) -> b - a);
        assertThat(told.stream().mapToInt(Milestone::days).min())
                .isEqualTo(reached.stream().mapToInt(Milestone::days).min());
    }

    private static Event expiring(Milestone milestone, boolean rotated) {
        return Tokens.expiring(1, milestone, rotated);
    }

    private static Notice notice(Event event) {
        return Notice.of(event).orElseThrow();
    }
}
