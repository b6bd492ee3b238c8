package dev.patrol.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FactsPageTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        // Given
        String page = Files.readString(HOME.resolve("docs/decisions/0013-azure-facts.md"));
        Map<String, String> sources = testSources();

        // When
        TreeSet<String> named = NAMED_TEST
                .matcher(page)
                .results()
                .map(match -> match.group(1) + "." + match.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(named).hasSizeGreaterThan(80).allSatisfy(test -> {
            String[] parts = test.split("\\.");
            assertThat(sources.getOrDefault(parts[0], "")).contains(" " + parts[1] + "(");
        });
    }

    /** Of all modules, by the name of the class. */
    private static Map<String, String> testSources() throws IOException {
        try (Stream<Path> modules = Files.list(HOME)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(FactsPageTest::filesBelow)
                    .filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            FactsPageTest::textOf,
                            String::concat));
        }
    }

    private static Stream<Path> filesBelow(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
