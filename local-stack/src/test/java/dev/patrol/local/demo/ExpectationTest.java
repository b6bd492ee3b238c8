package dev.patrol.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {
    @ParameterizedTest(name = "{0}: {11}")
    @CsvSource(delimiter = '|', textBlock = """
            # fate     | alive | living     | secret | expir- | rotated | revoked | failed | viola- | mails   | mails | unmet
            #          |       | successors | holds  | ing    |         |         |        | tions  | missing | twice |
            ROTATED    | false | 1          | true   | 1      | 1       | 1       | 0      | 0      | 0       | 0     |
            ROTATED    | false | 1          | true   | 2      | 1       | 1       | 0      | 0      | 0       | 0     |
            ROTATED    | false | 1          | true   | 0      | 1       | 1       | 0      | 0      | 0       | 0     | not announced
            ROTATED    | true  | 1          | true   | 1      | 1       | 1       | 0      | 0      | 0       | 0     | still alive
            ROTATED    | false | 0          | true   | 1      | 1       | 1       | 0      | 0      | 0       | 0     | 0 living successors
            ROTATED    | false | 2          | true   | 1      | 1       | 1       | 0      | 0      | 0       | 0     | 2 living successors
            ROTATED    | false | 1          | false  | 1      | 1       | 1       | 0      | 0      | 0       | 0     | secret does not hold the successor
            ROTATED    | false | 1          | true   | 1      | 0       | 1       | 0      | 0      | 0       | 0     | 0 rotated events
            ROTATED    | false | 1          | true   | 1      | 2       | 1       | 0      | 0      | 0       | 0     | 2 rotated events
            ROTATED    | false | 1          | true   | 1      | 1       | 0       | 0      | 0      | 0       | 0     | 0 revoked events
            ROTATED    | false | 1          | true   | 1      | 1       | 2       | 0      | 0      | 0       | 0     | 2 revoked events
            ROTATED    | false | 1          | true   | 1      | 1       | 1       | 1      | 0      | 0       | 0     | a rotation failed
            ROTATED    | false | 1          | true   | 1      | 1       | 1       | 0      | 1      | 0       | 0     | violation said
            ROTATED    | false | 1          | true   | 1      | 1       | 1       | 0      | 0      | 3       | 0     | 3 mails missing
            ROTATED    | false | 1          | true   | 1      | 1       | 1       | 0      | 0      | 0       | 1     | 1 mails twice
            ANNOUNCED  | true  | 0          | false  | 1      | 0       | 0       | 0      | 0      | 0       | 0     |
            ANNOUNCED  | true  | 0          | false  | 0      | 0       | 0       | 0      | 0      | 0       | 0     | not announced
            ANNOUNCED  | false | 0          | false  | 1      | 0       | 0       | 0      | 0      | 0       | 0     | died
            ANNOUNCED  | true  | 1          | false  | 1      | 0       | 0       | 0      | 0      | 0       | 0     | has a successor
            ANNOUNCED  | true  | 0          | false  | 1      | 1       | 0       | 0      | 0      | 0       | 0     | said to be rotated or revoked
            ANNOUNCED  | true  | 0          | false  | 1      | 0       | 1       | 0      | 0      | 0       | 0     | said to be rotated or revoked
            ANNOUNCED  | true  | 0          | false  | 1      | 0       | 0       | 0      | 1      | 0       | 0     | violation said
            ANNOUNCED  | true  | 0          | false  | 1      | 0       | 0       | 0      | 0      | 1       | 0     | 1 mails missing
            FORBIDDEN  | true  | 0          | false  | 1      | 0       | 0       | 0      | 1      | 0       | 0     |
            FORBIDDEN  | true  | 0          | false  | 1      | 0       | 0       | 0      | 0      | 0       | 0     | no violation said
            FORBIDDEN  | true  | 1          | true   | 1      | 0       | 0       | 0      | 1      | 0       | 0     | has a successor
            AMBIGUOUS  | true  | 0          | false  | 1      | 0       | 0       | 0      | 1      | 0       | 0     |
            AMBIGUOUS  | true  | 0          | false  | 1      | 0       | 0       | 0      | 0      | 0       | 0     | no violation said
            AMBIGUOUS  | false | 0          | false  | 1      | 0       | 0       | 0      | 1      | 0       | 0     | died
            COMPROMISED | false | 1         | true   | 0      | 1       | 1       | 0      | 0      | 0       | 0     |
            COMPROMISED | true | 0          | false  | 0      | 0       | 0       | 0      | 0      | 1       | 0     | still alive, 0 living successors, secret does not hold the successor, 0 rotated events, 0 revoked events, 1 mails missing
            LEFT_ALONE | true  | 0          | false  | 0      | 0       | 0       | 0      | 0      | 0       | 0     |
            LEFT_ALONE | true  | 0          | false  | 1      | 0       | 0       | 0      | 0      | 0       | 0     | announced
            LEFT_ALONE | true  | 0          | false  | 0      | 0       | 0       | 0      | 1      | 0       | 0     | violation said
            LEFT_ALONE | false | 0          | false  | 0      | 0       | 0       | 0      | 0      | 0       | 0     | died
            """)
    void saysWhatIsMissingOrTooMuch(
            Fate fate,
            boolean alive,
            int successors,
            boolean secretHolds,
            int expiring,
            int rotated,
            int revoked,
            int failed,
            int violations,
            int mailsMissing,
            int mailsTwice,
            String unmet) {
        // Given
        DemoToken token = DemoToken.of("deploy", "vso.code", 5, fate);
        Observation seen = new Observation(
                alive,
                successors,
                secretHolds,
                expiring,
                rotated,
                revoked,
                failed,
                violations,
                fate == Fate.COMPROMISED ? 1 : 0,
                Optional.empty(),
                Optional.of(new Observation.Mailed(3, List.of(), mailsMissing, mailsTwice)));

        // When
        List<String> said = Expectation.unmet(token, seen);

        // Then
        assertThat(said).isEqualTo(unmet == null ? List.of() : List.of(unmet.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # acknowledge | never do | ended early | event says | mail says | unmet
            -             | -        | false       | -          | -         | -
            -             | -        | true        | -          | -         | its overlap ended early
            one two       | -        | true        | -          | -         | -
            one two       | -        | false       | -          | -         | its overlap did not end early
            one two       | -        | true        | two        | two       | the event says without two, the mail says without two
            one           | two      | false       | two        | two       | -
            one           | two      | true        | two        | two       | its overlap ended early
            one           | two      | false       | -          | two       | the event says that none is missing
            one           | two      | false       | one two    | two       | the event says without one, two
            one           | two      | false       | two        | -         | the mail says that none is missing
            """)
    void wantsEachOverlapToEndAsItsDependentsHaveIt(
            String acknowledging, String silent, boolean early, String byEvent, String byMail, String unmet) {
        // Given
        DemoToken token = DemoToken.of("deploy", "vso.code", 5, Fate.ROTATED)
                .readBy(names(acknowledging))
                .neverAcknowledgedBy(names(silent));
        OverlapEnd end = new OverlapEnd(Duration.ofSeconds(2), early, List.of(names(byEvent)));
        Observation seen = new Observation(
                false,
                1,
                true,
                1,
                1,
                1,
                0,
                0,
                0,
                Optional.of(end),
                Optional.of(new Observation.Mailed(3, List.of(names(byMail)), 0, 0)));

        // When
        List<String> said = Expectation.unmet(token, seen);

        // Then
        assertThat(String.join(", ", said)).isEqualTo(unmet == null ? "" : unmet);
    }

    private static String[] names(String separated) {
        return separated == null ? new String[0] : separated.split(" ");
    }

    @Test
    void saysAllThatIsMissing() {
        // Given
        DemoToken token = DemoToken.of("deploy", "vso.code", 5, Fate.ROTATED);
        Observation nothingYet = new Observation(
                true,
                0,
                false,
                0,
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.of(new Observation.Mailed(0, List.of(), 0, 0)));

        // When
        List<String> said = Expectation.unmet(token, nothingYet);

        // Then
        assertThat(said).hasSize(6);
    }

    @Test
    void wantsADeadTokenToStayDead() {
        // Given
        DemoToken expired = DemoToken.of("deploy", "vso.code", -1, Fate.LEFT_ALONE);
        DemoToken revoked =
                DemoToken.of("deploy", "vso.code", 5, Fate.LEFT_ALONE).thatIsRevoked();
        Observation alive = new Observation(
                true,
                0,
                false,
                0,
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.of(new Observation.Mailed(0, List.of(), 0, 0)));

        // When, Then
        assertThat(Expectation.unmet(expired, alive)).containsExactly("came alive");
        assertThat(Expectation.unmet(revoked, alive)).containsExactly("came alive");
    }
}
