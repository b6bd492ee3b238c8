package dev.patrol.e2e.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How boxes are read, and that nothing passes that is not so. */
class RunbookTest {
    @Test
    void readsCommandsWithTheirOutcomeAndTheirSection() {
        // When
        List<Box> boxes = Runbook.of("""
                # Book
                ## 1. First

                1. Type:

                   ```sh
                   one 'a b' \\
                     --two
                   ```

                   ```text
                   done ...
                   exit code 3
                   ```

                *Not rehearsed: there is none.*

                ```sh
                three
                ```
                ## 2. Second
                ```sh
                four
                ```
                """);

        // Then
        assertThat(boxes)
                .containsExactly(
                        new Box(
                                "1. First",
                                7,
                                "one 'a b' \\\n  --two\n",
                                new Outcome(List.of("done ..."), false, Optional.empty(), 3),
                                Optional.empty()),
                        new Box("1. First", 19, "three\n", Outcome.of(""), Optional.of("there is none.")),
                        new Box("2. Second", 23, "four\n", Outcome.of(""), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"```bash\nx\n```", "```\nx\n```", "```text\nx\n```", "```sh\nx", "```sh\nx\n```\n```text\ny"})
    void aBoxThatWouldBePassedOverIsRefused(String document) {
        assertThatThrownBy(() -> Runbook.of(document)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a|                    0 | a          | true",
                "a|                    1 | a          | false",
                "'a\nexit code 1'|     1 | a          | true",
                "'a\nexit code 1'|     0 | a          | false",
                "a|                    0 | b          | false",
                "a|                    0 | 'a\nb'     | false",
                "'a\n...'|             0 | 'a\nb'     | true",
                "'b\na'|               0 | 'a\n\nb'   | true",
                "'a\na'|               0 | 'a'        | false",
                "revoked x-v... now|   0 | revoked  x-v17  now | true",
                "revoked x-v... now|   0 | revoked  x-v17       | false",
                "2 looked at.|         0 | '2 looked at, 1 OUT OF REACH.' | false",
                "a.c|                  0 | abc        | false"
            })
    void anOutputIsWhatTheDocumentHasOrItIsNot(String expected, int exitCode, String output, boolean isSo) {
        // When
        Optional<String> contradiction = Outcome.of(expected).contradiction(exitCode, output);

        // Then
        assertThat(contradiction.isEmpty()).isEqualTo(isSo);
    }

    @Test
    void whatIsTypedStandsBehindTheQuestion() {
        // When
        Outcome outcome = Outcome.of("Type the organization's name to revoke all: contoso\nAsked to revoke.");

        // Then
        assertThat(outcome.typed()).map(Outcome.Typed::answer).contains("contoso");
        assertThat(outcome.contradiction(0, "Type the organization's name to revoke all: Asked to revoke."))
                .isEmpty();
        assertThat(outcome.contradiction(0, "Asked to revoke.")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "./patrol revok test-results --reason leaked, 2",
        "./patrol help && ./patrol brake-glass, 2",
        "patrol help, 127"
    })
    void aMisspeltCommandDoesNotComeOut(String commands, int exitCode, @TempDir Path folder) throws Exception {
        // Given
        Path settings = Files.writeString(folder.resolve("settings"), "AZURE_DEVOPS_ORG=contoso\n");

        // When
        Shell.Ran ran = new Shell(folder.resolve("operator"), settings).run(commands, "");

        // Then
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(Outcome.of("...").contradiction(ran.exitCode(), ran.output()))
                .isPresent();
    }

    @Test
    void theRunbookHasBoxesAndReasonsForThoseThatAreForPeopleOnly() throws IOException {
        // When
        List<Box> boxes = Runbook.read(Path.of("..", "docs", "incident-runbook.md"));

        // Then
        assertThat(boxes).hasSizeGreaterThan(20);
        assertThat(boxes).filteredOn(box -> box.notRehearsed().isPresent()).allSatisfy(box -> assertThat(box.commands())
                .as("Patrol's own commands are rehearsed")
                .doesNotContain("./patrol"));
    }
}
