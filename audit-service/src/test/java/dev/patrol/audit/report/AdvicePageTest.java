package dev.patrol.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/when-not-a-pat.md} says what the report advises. */
class AdvicePageTest {
    private static final Path PAGE = Path.of("..", "docs", "when-not-a-pat.md");
    private static final Pattern ADVICE =
            Pattern.compile("^\\| (?:that|with|whose) .* \\| (.*\\.) \\|$", Pattern.MULTILINE);

    @Test
    void everyAdviceIsDescribedInItsOrder() throws IOException {
        // Given
        List<String> sentences =
                Arrays.stream(Replacement.values()).map(Replacement::sentence).toList();

        // When
        List<String> described = ADVICE.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .toList();

        // Then
        assertThat(described).isEqualTo(sentences);
    }
}
