package dev.patrol.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page for people has every policy. */
class PoliciesPageTest {
    private static String page;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("..", "docs", "policies.md"));
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatAPolicyIsAndHowMuchItMatters(Policy policy) {
        // When
        String line = "| `" + policy.word() + "` | " + policy.severity() + " |";

        // Then
        assertThat(page).contains(line);
    }

    @ParameterizedTest
    @EnumSource
    void namesAPolicyOfAzureDevOps(OrganizationPolicy policy) {
        // When
        String name = "`" + policy.word() + "`";

        // Then
        assertThat(page).contains(name);
    }
}
