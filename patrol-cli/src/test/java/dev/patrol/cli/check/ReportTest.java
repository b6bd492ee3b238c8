package dev.patrol.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.Golden;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private static final List<Finding> MIXED = List.of(
            new Finding("Kafka", "brokers", State.OK, "3 brokers"),
            new Finding("Kafka", "topics", State.NOT_OK, "1 of 16 is not as the contract wants them; see below."),
            new Finding("Kafka", "rights", State.OK, "to read and write what is needed by scanner"),
            new Finding(
                    "Kafka",
                    "patrol.rotation-ledger",
                    State.NOT_OK,
                    "It has cleanup.policy=delete instead of compact, and would forget what Patrol needs. Change it with:"
                            + " ./patrol topics --repair"),
            new Finding("Azure DevOps contoso", "sign-in", State.NOT_OK, "Nobody has signed in. Run ./patrol login."),
            new Finding("Azure DevOps contoso", "audit log", State.NOT_TRIED, "First mend what is above."),
            new Finding("mail", "login", State.NOT_NEEDED, "SMTP_USER is not set."));

    @Test
    void tellsEachFindingInOneLineWhereThereIsNoTerminal() {
        // When
        List<String> lines = Report.table(MIXED, OptionalInt.empty());

        // Then
        Golden.assertIs("table.txt", String.join("\n", lines) + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 132})
    void breaksSentencesWithinTheirColumnOrBelowIt(int width) {
        // When
        List<String> lines = Report.table(MIXED, OptionalInt.of(width));

        // Then
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        Golden.assertIs("table-" + width + ".txt", String.join("\n", lines) + "\n");
    }

    @Test
    void tellsMachinesTheSame() {
        // When
        String json = Report.json(MIXED);

        // Then
        Golden.assertIs("findings.json", json + "\n");
    }

    @Test
    void isFineWhereOnlyWhatIsNotNeededIsMissing() {
        // Given
        List<Finding> findings = List.of(MIXED.get(0), MIXED.get(6));

        // When
        List<String> lines = Report.table(findings, OptionalInt.empty());

        // Then
        assertThat(Report.isFine(findings)).isTrue();
        assertThat(lines).last().isEqualTo("All that is needed works.");
    }

    @Test
    void isNotFineWhereSomethingCouldNotBeTried() {
        // Given
        List<Finding> findings = List.of(MIXED.get(0), MIXED.get(5));

        // When
        List<String> lines = Report.table(findings, OptionalInt.empty());

        // Then
        assertThat(Report.isFine(findings)).isFalse();
        assertThat(lines).last().isEqualTo("Not everything could be tried.");
    }
}
