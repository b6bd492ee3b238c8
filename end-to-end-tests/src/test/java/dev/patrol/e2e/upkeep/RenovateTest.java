package dev.patrol.e2e.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the rules for updates of dependencies to the dependencies that there are. Renovate's own tool checks the file's form. */
class RenovateTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SOURCE = Pattern.compile(".+\\.(ya?ml|java|sh)|(.*/)?(Dockerfile|pom\\.xml)");
    private static final Pattern GROUP_ID = Pattern.compile("<groupId>([^<$]+)</groupId>");
    private static final Pattern IMAGE = Pattern.compile("(?m)^\\s*(?:FROM|image:)\\s+([^\\s:@$]+)");
    /** What is kept out is nothing to be updated. */
    private static final Pattern EXCLUSIONS = Pattern.compile("(?s)<exclusions>.*?</exclusions>");

    private static final Set<String> OWN = Set.of("dev.patrol");

    /** By their paths. */
    private static Map<String, String> sources;

    private final Renovate renovate = Renovate.read(HOME);

    @BeforeAll
    static void readSources() throws IOException {
        sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.filter(RenovateTest::isSource).toList()) {
                sources.put(
                        HOME.relativize(file).toString(),
                        EXCLUSIONS
                                .matcher(Files.readString(file, StandardCharsets.UTF_8))
                                .replaceAll(""));
            }
        }
    }

    @Test
    void everyLibraryAndPluginHasItsGroup() {
        // Given
        List<Pattern> rules = renovate.packages();

        // When
        Set<String> libraries = found(GROUP_ID, sources.get("pom.xml"));
        libraries.removeAll(OWN);

        // Then
        assertThat(libraries).hasSizeGreaterThan(10).allSatisfy(groupId -> assertThat(rules)
                .as("a rule for " + groupId)
                .anyMatch(rule -> rule.matcher(groupId + ":any").matches()));
    }

    @Test
    void everyRuleIsForSomethingThatIsThere() {
        // Given
        Set<String> there = new TreeSet<>();
        sources.forEach((path, text) -> {
            if (renovate.looksAt(path, text)) {
                found(GROUP_ID, text).forEach(groupId -> there.add(groupId + ":any"));
                there.addAll(found(IMAGE, text));
            }
        });

        // When
        List<Pattern> rules = renovate.packages();

        // Then
        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> assertThat(there)
                .anyMatch(name -> rule.matcher(name).matches()));
    }

    @Test
    void everyFileThatSaysTheVersionOfAnImageIsLookedAt() {
        // Given
        Pattern image = imageOfAVersion();

        // When
        Set<String> files = sources.keySet().stream()
                .filter(path -> image.matcher(sources.get(path)).find())
                .collect(Collectors.toSet());

        // Then
        assertThat(files)
                .contains("deploy/images/Dockerfile", "deploy/compose/scale.yml", "deploy/compose/observability.yml")
                .hasSizeGreaterThan(8)
                .allSatisfy(path -> assertThat(renovate.looksAt(path, sources.get(path)))
                        .as(path)
                        .isTrue());
    }

    @Test
    void anImageIsOfOneVersionEverywhere() {
        // Given
        Pattern image = imageOfAVersion();

        // When
        Map<String, Set<String>> versions = sources.values().stream()
                .flatMap(text -> image.matcher(text).results())
                .collect(Collectors.groupingBy(
                        found -> found.group(1), Collectors.mapping(found -> found.group(2), Collectors.toSet())));

        // Then
        assertThat(versions).containsKeys("apache/kafka", "axllent/mailpit", "prom/prometheus");
        assertThat(versions)
                .allSatisfy((name, found) -> assertThat(found).as(name).hasSize(1));
    }

    /** An image of somebody else by its short name, and its version. */
    private static Pattern imageOfAVersion() {
        String names = sources.values().stream()
                .flatMap(text -> found(IMAGE, text).stream())
                .filter(name -> name.contains("/") && !name.matches("patrol/.*|.*[.]example/.*"))
                .map(name -> name.replaceFirst("^docker\\.io/(library/)?", ""))
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("\\b(" + names + "):(v?\\d[\\w.-]*)");
    }

    private static boolean isSource(Path file) {
        String path = HOME.relativize(file).toString();
        boolean isOfOthers = path.contains("target/") || path.startsWith(".");
        return !isOfOthers && SOURCE.matcher(path).matches() && Files.isRegularFile(file);
    }

    private static Set<String> found(Pattern what, String text) {
        return what.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
