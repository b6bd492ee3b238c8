package dev.patrol.e2e.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages that an operator opens in need lead to where they say, and name what there is. */
class PagesTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path OPERATIONS = HOME.resolve("docs/operations.md");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final String BUILD_IMAGES = "deploy/images/build.sh";
    private static final Pattern SETTING =
            Pattern.compile("\\b(?:PATROL|SECRET_STORE|KEY_VAULT|AZURE_DEVOPS|HTTP_API)_[A-Z_]+\\b");

    @Test
    void linksLeadToPagesAndHeadings() throws IOException {
        // Given
        List<Path> pages = pages();

        // When
        List<String> broken = new ArrayList<>();
        for (Path page : pages) {
            LINK.matcher(withoutCode(page)).results().forEach(link -> {
                if (!leadsSomewhere(page, link)) {
                    broken.add(HOME.relativize(page) + ": " + link.group());
                }
            });
        }

        // Then
        assertThat(pages).hasSizeGreaterThan(30);
        assertThat(broken).isEmpty();
    }

    /** Without the profile there is no list of parts, and what there is is not as Java's ahead-of-time cache wants it. */
    @Test
    void imagesAreMadeOfWhatTheirProfileMakes() throws IOException {
        // Given
        List<String> blocks = new ArrayList<>();
        for (Path page : pages()) {
            CODE_BLOCK
                    .matcher(Files.readString(page))
                    .results()
                    .map(MatchResult::group)
                    .filter(block -> block.contains(BUILD_IMAGES))
                    .forEach(blocks::add);
        }

        // When / Then
        assertThat(blocks).hasSizeGreaterThan(2).allSatisfy(block -> {
            String before = block.substring(0, block.indexOf(BUILD_IMAGES));
            assertThat(before.substring(Math.max(0, before.lastIndexOf("mvn "))))
                    .startsWith("mvn ")
                    .contains(" -Pimages package");
        });
    }

    @Test
    void aReleaseSetsWhatProductionRuns() throws IOException {
        // When
        String release = Files.readString(HOME.resolve("docs/releases/0.1.0.md"));

        // Then
        assertThat(release)
                .containsSubsequence(
                        "newTag", "overlays/production/kustomization.yaml", "render.sh", "git commit", BUILD_IMAGES);
    }

    @Test
    void operationsNamesOnlySettingsThatThereAre() throws IOException {
        // Given
        String configuration = Files.readString(HOME.resolve("docs/configuration.md"));

        // When
        Set<String> named = SETTING.matcher(Files.readString(OPERATIONS))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        // Then
        assertThat(named).hasSizeGreaterThan(10).allSatisfy(setting -> assertThat(configuration)
                .containsPattern(Pattern.quote(setting) + "[`_]"));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(HOME.resolve("docs"));
                Stream<Path> top = Files.list(HOME)) {
            return Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static boolean leadsSomewhere(Path page, MatchResult link) {
        Path target = link.group(1).isEmpty()
                ? page
                : page.resolveSibling(link.group(1)).normalize();
        if (link.group(2) == null || !target.toString().endsWith(".md")) {
            return Files.exists(target);
        }
        return Files.exists(target) && anchorsOf(target).contains(link.group(2));
    }

    private static Set<String> anchorsOf(Path page) {
        return HEADING.matcher(withoutCode(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(Path page) {
        try {
            return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
