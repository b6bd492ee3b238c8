package dev.patrol.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRuleTest {
    private static final String OLD = "0123456789abcdef0123456789abcdef";
    private static final String NEW = "fedcba9876543210fedcba9876543210";
    private static final String SHORT = "0123456789abcdef";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("keys"), OLD + "\n\n  " + NEW + "  \n" + SHORT + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer " + OLD + ", ",
        "Bearer " + NEW + ", ",
        "bearer " + OLD + ", ",
        "Bearer  " + OLD + ", ",
        OLD + ", wrong-credential",
        "Basic " + OLD + ", wrong-credential",
        "Bearer " + OLD + "0, wrong-credential",
        "Bearer " + SHORT + ", wrong-credential",
        "Bearer, wrong-credential",
        "'', wrong-credential",
        "'Bearer " + OLD + "\n" + NEW + "', wrong-credential",
        ", no-credential"
    })
    void whereThereAreKeysOnlyWhoeverShowsOnePasses(String authorization, String code) {
        for (boolean onLoopback : new boolean[] {true, false}) {
            for (boolean ofPage : new boolean[] {true, false}) {
                // Given
                AccessRule rule = new AccessRule(Optional.of(new ApiKeys(file)), onLoopback);

                // When
                Optional<Denial> denial = rule.denial(Optional.ofNullable(authorization), ofPage);

                // Then
                assertThat(denial.map(Denial::code)).isEqualTo(Optional.ofNullable(code));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, false, ", "true, true, from-a-page", "false, false, no-key-set", "false, true, no-key-set"})
    void withoutKeysOnlyThisMachinePassesAndNoPage(boolean onLoopback, boolean ofPage, String code) {
        // Given
        AccessRule rule = new AccessRule(Optional.empty(), onLoopback);

        // When
        Optional<Denial> denial = rule.denial(Optional.of("Bearer " + OLD), ofPage);

        // Then
        assertThat(denial.map(Denial::code)).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void aKeyThatIsTakenOutIsDeadAtOnce() throws IOException {
        // Given
        AccessRule rule = new AccessRule(Optional.of(new ApiKeys(file)), true);
        Files.writeString(file, NEW);

        // When
        Optional<Denial> denial = rule.denial(Optional.of("Bearer " + OLD), false);

        // Then
        assertThat(denial).map(Denial::severity).contains(Severity.HIGH);
    }

    @Test
    void aFileThatIsGoneLetsNobodyPass() throws IOException {
        // Given
        AccessRule rule = new AccessRule(Optional.of(new ApiKeys(file)), true);
        Files.delete(file);

        // When
        Optional<Denial> denial = rule.denial(Optional.of("Bearer " + OLD), false);

        // Then
        assertThat(denial).map(Denial::code).contains("wrong-credential");
    }

    @Test
    void noDenialRepeatsWhatWasShown() {
        // Given
        AccessRule rule = new AccessRule(Optional.of(new ApiKeys(file)), true);

        // When
        Optional<Denial> denial = rule.denial(Optional.of("Bearer secret-of-somebody-else"), false);

        // Then
        assertThat(denial.orElseThrow().toString()).doesNotContain("secret-of-somebody-else");
    }
}
