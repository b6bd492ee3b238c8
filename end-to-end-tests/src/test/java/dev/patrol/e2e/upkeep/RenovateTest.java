package dev.patrol.e2e.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the rules for updates of dependencies to the dependencies that there are. Renovate's own tool checks the file's form. */
class RenovateTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern GROUP_ID = Pattern.compile("<groupId>([^<$]+)</groupId>");
    private static final Pattern IMAGE = Pattern.compile("(?m)^\\s*(?:FROM|image:)\\s+([^\\s:@$]+)");
    /** What is kept out is nothing to be updated. */
    private static final Pattern EXCLUSIONS = Pattern.compile("(?s)<exclusions>.*?</exclusions>");

    private static final Set<String> OWN = Set.of("dev.patrol");

    @Test
    void everyLibraryAndPluginHasItsGroup() throws IOException {
        // Given
        List<Pattern> rules = patterns();

        // When
        Set<String> libraries = found(GROUP_ID, HOME.resolve("pom.xml"));
        libraries.removeAll(OWN);

        // Then
        assertThat(libraries).hasSizeGreaterThan(10).allSatisfy(groupId -> assertThat(rules)
                .as("a rule for " + groupId)
                .anyMatch(rule -> rule.matcher(groupId + ":any").matches()));
    }

    @Test
    void everyRuleIsForSomethingThatIsThere() throws IOException {
        // Given
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.filter(RenovateTest::isLookedAt).toList()) {
                found(GROUP_ID, file).forEach(groupId -> there.add(groupId + ":any"));
                there.addAll(found(IMAGE, file));
            }
        }

        // When
        List<Pattern> rules = patterns();

        // Then
        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> assertThat(there)
                .anyMatch(name -> rule.matcher(name).matches()));
    }

    private static boolean isLookedAt(Path file) {
        String path = HOME.relativize(file).toString();
        boolean isOfOthers = path.contains("target/") || path.startsWith(".");
        return !isOfOthers
                && Files.isRegularFile(file)
                && (path.endsWith("pom.xml")
                        || path.endsWith("Dockerfile")
                        || path.equals("docker-compose.yml")
                        || path.startsWith("deploy/") && path.endsWith(".yaml"));
    }

    private static Set<String> found(Pattern what, Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher =
                what.matcher(EXCLUSIONS.matcher(Files.readString(file)).replaceAll(""));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** What the rules name, where two stars stand for anything. */
    private static List<Pattern> patterns() throws IOException {
        List<Pattern> patterns = new ArrayList<>();
        JsonNode file =
                new ObjectMapper().readTree(HOME.resolve("renovate.json").toFile());
        file.path("packageRules").forEach(rule -> rule.path("matchPackageNames")
                .forEach(name -> patterns.add(
                        Pattern.compile(Pattern.quote(name.asText()).replace("**", "\\E.*\\Q")))));
        return patterns;
    }
}
