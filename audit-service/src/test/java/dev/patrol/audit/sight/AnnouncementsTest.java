package dev.patrol.audit.sight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
    private final List<String> told = new ArrayList<>();
    private boolean brokerIsAway;
    private final Announcements announcements = new Announcements(finding -> {
        if (brokerIsAway) {
            throw new IllegalStateException("away");
        }
        told.add(finding.found());
    });

    @Test
    void tellsEachFindingOnce() {
        // Given
        announcements.add(finding("one"));
        announcements.add(finding("one"));
        announcements.deliver();
        announcements.add(finding("one"));
        announcements.add(finding("two"));

        // When
        announcements.deliver();

        // Then
        assertThat(told).containsExactly("one", "two");
    }

    @Test
    void keepsWhatTheBrokerDoesNotTakeUntilItDoes() {
        // Given
        brokerIsAway = true;
        announcements.add(finding("one"));
        announcements.add(finding("two"));
        announcements.deliver();
        announcements.deliver();
        assertThat(told).isEmpty();
        brokerIsAway = false;

        // When
        announcements.deliver();

        // Then
        assertThat(told).containsExactly("one", "two");
    }

    @Test
    void keepsNoMoreThanABound() {
        // Given
        brokerIsAway = true;
        IntStream.range(0, Announcements.MOST + 3).forEach(number -> announcements.add(finding("finding " + number)));
        brokerIsAway = false;

        // When
        announcements.deliver();

        // Then
        assertThat(told)
                .hasSize(Announcements.MOST)
                .startsWith("finding 3")
                .endsWith("finding " + (Announcements.MOST + 2));
    }

    private static PolicyViolated finding(String found) {
        return new PolicyViolated("contoso", null, "audit-log-followed", Severity.HIGH, found, "-", "-");
    }
}
