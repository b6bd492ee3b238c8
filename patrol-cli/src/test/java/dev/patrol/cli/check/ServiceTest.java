package dev.patrol.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/topics.md} says who publishes and reads what. */
class ServiceTest {
    private static final int PUBLISHED_BY = 6;
    private static final int READ_BY = 7;
    private static final Pattern GROUP =
            Pattern.compile("(?:\\bGROUP = \"|\\.group\\.id=|kafka-streams\\.application-id=)([a-z-]+)");

    @ParameterizedTest
    @EnumSource
    void needsTheRightsOfWhatTheTopicsPageSaysThatItDoes(Service service) throws IOException {
        // When
        Set<Topic> published = named(service, PUBLISHED_BY);
        Set<Topic> read = named(service, READ_BY);

        // Then
        assertThat(service.reads()).containsExactlyInAnyOrderElementsOf(read);
        assertThat(service.writes()).containsExactlyInAnyOrderElementsOf(published);
    }

    @ParameterizedTest
    @EnumSource
    void isInTheGroupsThatItsSourcesName(Service service) throws IOException {
        // When
        Set<String> named = groupsIn(Path.of("..", service.word() + "-service", "src", "main"));

        // Then
        assertThat(service.groups()).containsAll(named);
        // What names no group of its own is in that of the application's name.
        Set<String> others = new HashSet<>(service.groups());
        others.removeAll(named);
        assertThat(others).isSubsetOf(service.word());
    }

    @ParameterizedTest
    @EnumSource
    void mayBeInItsGroups(Service service) throws IOException {
        // Given
        String role = service.word() + "\tgroup\tprefixed\t";

        // When
        List<String> prefixes = Files.readAllLines(Path.of("..", "deploy", "kafka", "rights.tsv")).stream()
                .filter(line -> line.startsWith(role))
                .map(line -> line.substring(role.length()).split("\t")[0])
                .toList();

        // Then
        assertThat(service.groups()).allMatch(group -> prefixes.stream().anyMatch(group::startsWith));
    }

    @Test
    void isFoundByItsName() {
        assertThat(Service.named("audit")).isEqualTo(Service.AUDIT);
    }

    private static Set<String> groupsIn(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            Set<String> groups = new HashSet<>();
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(java|properties)"))
                    .toList()) {
                GROUP.matcher(Files.readString(file)).results().forEach(match -> groups.add(match.group(1)));
            }
            return groups;
        }
    }

    private static Set<Topic> named(Service service, int column) throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "topics.md")).stream()
                .filter(line -> line.startsWith("| `patrol."))
                .map(line -> line.split("\\|"))
                .filter(cells -> cells[column].contains(service.word()))
                .map(cells -> cells[1].replaceAll("[` ]", ""))
                .map(topic -> Topic.named(topic).orElseThrow())
                .collect(Collectors.toSet());
    }
}
