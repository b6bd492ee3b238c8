package dev.patrol.cli.declared.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.declared.DeclaredToken;
import dev.patrol.cli.declared.DeclaredToken.Wanted;
import dev.patrol.model.Declaration;
import dev.patrol.model.token.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokensFileTest {
    private static final String HEAD = "version: 1\norganization: contoso\ntokens:\n";
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "tokens.yaml");

    @TempDir
    private Path folder;

    @Test
    void theExampleOfTheDocumentationIsRight() {
        // When
        List<DeclaredToken> tokens = TokensFile.read(EXAMPLE, Optional.empty());

        // Then
        assertThat(tokens)
                .extracting(DeclaredToken::name)
                .containsExactly(
                        "deploy-production",
                        "source-mirror",
                        "work-item-sync",
                        "package-publisher",
                        "nightly-report",
                        "old-importer");
        assertThat(tokens.get(5).wanted()).isEqualTo(Wanted.REVOKED);
        assertThat(tokens.get(4).mayAdopt()).isTrue();
    }

    @Test
    void readsAllThatIsSaidAndTakesDefaultsForTheRest() {
        // When
        DeclaredToken token = only("""
                version: 1
                defaults: { schedule: "every 30 days, valid 45", overlap: 24h, owner: ops@contoso.example }
                tokens:
                  - name: deploy
                    organization: Contoso
                    scopes: [vso.code, vso.build]
                    overlap: 0s
                    purpose: Deploys.
                    dependents: [importer]
                """);

        // Then
        assertThat(token.lineage()).isEqualTo(Lineage.of("contoso", "deploy"));
        assertThat(token.place()).isEqualTo(new Place(4, 5));
        assertThat(token.declaration())
                .contains(new Declaration(
                        List.of("vso.code", "vso.build"),
                        Duration.ofDays(45),
                        Duration.ofDays(15),
                        Duration.ZERO,
                        List.of("importer"),
                        "ops@contoso.example",
                        "Deploys.",
                        null));
    }

    @Test
    void whatIsSaidOfATokenGoesBeforeWhatIsSaidOfAll() {
        // When
        DeclaredToken token = only("""
                version: 1
                organization: contoso
                defaults: { schedule: "every 30 days, valid 45" }
                tokens: [{ name: deploy, scopes: [vso.code], lifetime: 60d, rotateBefore: 20d }]
                """);

        // Then
        assertThat(token.declaration().orElseThrow().validity()).isEqualTo(Duration.ofDays(60));
        assertThat(token.declaration().orElseThrow().rotateBefore()).isEqualTo(Duration.ofDays(20));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("", "1:1", "empty", "version: 1"),
                Arguments.of("version: 1\ntokens: [", "2:10", "no YAML", "indentation"),
                Arguments.of("version: 1\n\ttokens: []", "2:1", "no YAML", "indentation"),
                Arguments.of("version: 2\ntokens: []", "1:10", "\"2\" is not what belongs there", "1."),
                Arguments.of("version: 1", "1:1", "The field tokens is missing", "Add it"),
                Arguments.of("version: 1\nversion: 1\ntokens: []", "2:1", "twice", "Leave one"),
                Arguments.of("version: 1\ntokens: &all\n  - *all", "2:9", "refers to itself", "Write it out"),
                Arguments.of(HEAD + "  - name: a\n    scope: [vso.code]", "5:5", "There is no field scope", "scopes"),
                Arguments.of(
                        HEAD + "  - name: a\n    scopes: [app_token]\n    schedule: every 30 days, valid 45",
                        "5:14",
                        "\"app_token\"",
                        "never app_token"),
                Arguments.of(
                        HEAD + "  - name: a\n    scopes: [vso.code]\n    schedule: weekly",
                        "6:15",
                        "\"weekly\"",
                        "every 30 days, valid 45"),
                Arguments.of(
                        HEAD + "  - name: a\n    scopes: [vso.code]", "4:5", "how often", "schedule: every 30 days"),
                Arguments.of(
                        HEAD + "  - name: a\n    schedule: every 30 days, valid 45", "4:5", "what it may do", "scopes"),
                Arguments.of(
                        HEAD + "  - name: a\n    scopes: [vso.code]\n    lifetime: 45\n    rotateBefore: 15d",
                        "6:15",
                        "\"45\"",
                        "45d"),
                Arguments.of(
                        HEAD + "  - name: a\n    scopes: [vso.code]\n    lifetime: soon\n    rotateBefore: 15d",
                        "6:15",
                        "\"soon\" is no duration",
                        "45d"),
                Arguments.of(
                        HEAD + "  - name: a\n    scopes: [vso.code]\n    schedule: every 30 days, valid 30",
                        "4:5",
                        "dead already",
                        "live longer"),
                Arguments.of(
                        HEAD + "  - name: a\n    scopes: [vso.code]\n    schedule: every 30 days, valid 90",
                        "4:5",
                        "60d before its end",
                        "Shorten its life"),
                Arguments.of(
                        HEAD
                                + "  - name: a\n    scopes: [vso.code]\n    schedule: every 1 day, valid 3\n    overlap: 30h",
                        "4:5",
                        "without end",
                        "live longer"),
                Arguments.of(
                        HEAD + "  - name: a\n    scopes: [vso.code]\n    schedule: every 360 days, valid 366",
                        "4:5",
                        "365 days at most",
                        "Shorten"),
                Arguments.of(
                        HEAD + "  - { name: a-v2, scopes: [vso.code], schedule: 'every 30 days, valid 45' }",
                        "4:13",
                        "version suffix",
                        "Leave the suffix out"),
                Arguments.of(
                        HEAD + "  - { name: a, state: revoked }\n  - { name: a, state: released }",
                        "5:13",
                        "declared in line 4",
                        "Leave one"),
                Arguments.of(
                        HEAD + "  - { name: a, state: revoked, secret: other }",
                        "4:40",
                        "is named a-",
                        "leave the field out"),
                Arguments.of(
                        "version: 1\ntokens:\n  - { name: a, state: revoked }",
                        "3:5",
                        "in which organization",
                        "Add organization"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aMistakeIsToldWithItsPlaceAndWhatMendsIt(String text, String place, String what, String remedy) {
        // When
        TokensFile.Reading reading = TokensFile.parse(text, Optional.empty());

        // Then
        assertThat(reading.mistakes()).first().satisfies(mistake -> {
            assertThat(mistake.place()).hasToString(place);
            assertThat(mistake.what()).contains(what);
            assertThat(mistake.remedy()).contains(remedy);
        });
    }

    @Test
    void allMistakesAreToldInTheOrderOfTheFile() throws IOException {
        // Given
        Path file = folder.resolve("tokens.yaml");
        Files.writeString(file, HEAD + "  - { nam: a }\n  - { name: b, state: dead }\n");

        // When / Then
        assertThatThrownBy(() -> TokensFile.read(file, Optional.empty()))
                .isInstanceOfSatisfying(CallFailed.class, failed -> assertThat(failed.exitCode())
                        .isEqualTo(ExitCode.WRONG_CALL))
                .hasMessageMatching("(?s).*tokens.yaml:4:5: .*\n.*tokens.yaml:4:7: .*\n.*tokens.yaml:5:23: .*");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> TokensFile.read(folder.resolve("none.yaml"), Optional.empty()))
                .isInstanceOf(CallFailed.class)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("none.yaml");
    }

    private static DeclaredToken only(String text) {
        TokensFile.Reading reading = TokensFile.parse(text, Optional.empty());
        assertThat(reading.mistakes()).isEmpty();
        return reading.tokens().get(0);
    }
}
