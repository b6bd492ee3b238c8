package dev.patrol.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.model.Topic;
import dev.patrol.model.topics.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The services are as the AsyncAPI document, their sources and their rights have them. */
class ServiceTest {
    private static final Pattern GROUP =
            Pattern.compile("(?:\\bGROUP = \"|\\.group\\.id=|kafka-streams\\.application-id=)([a-z-]+)");

    @ParameterizedTest
    @EnumSource
    void readsAndWritesWhatTheContractSays(Service service) throws IOException {
        // When
        Set<Topic> written = topicsOf(service, "x-published-by");
        Set<Topic> read = topicsOf(service, "x-read-by");

        // Then
        assertThat(service.reads()).containsExactlyInAnyOrderElementsOf(read);
        assertThat(service.writes()).containsExactlyInAnyOrderElementsOf(written);
    }

    @ParameterizedTest
    @EnumSource
    void isInTheGroupsThatItsSourcesName(Service service) throws IOException {
        // When
        Set<String> named = groupsIn(Repository.root(service.word() + "-service/src/main"));

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
        // When
        List<String> prefixes = prefixesOfGroups(service.word(), "Read");

        // Then
        assertThat(service.groups()).allMatch(group -> prefixes.stream().anyMatch(group::startsWith));
    }

    @ParameterizedTest
    @EnumSource
    void operatorsMaySeeWhoIsInItsGroups(Service service) throws IOException {
        // When
        List<String> prefixes = prefixesOfGroups("operators", "Describe");

        // Then
        assertThat(service.groups()).allMatch(group -> prefixes.stream().anyMatch(group::startsWith));
    }

    @Test
    void isFoundByItsName() {
        assertThat(Service.named("audit")).contains(Service.AUDIT);
    }

    private static List<String> prefixesOfGroups(String role, String operation) throws IOException {
        String beginning = role + "\tgroup\tprefixed\t";
        return Files.readAllLines(Repository.root("deploy/kafka/rights.tsv")).stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()).split("\t"))
                .filter(cells -> cells[1].equals(operation))
                .map(cells -> cells[0])
                .toList();
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

    private static Set<Topic> topicsOf(Service service, String role) throws IOException {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (JsonNode channel : AsyncApi.document().path("channels")) {
            for (JsonNode who : channel.path(role)) {
                if (who.asText().equals(service.word())) {
                    topics.add(Topic.named(channel.path("address").asText()).orElseThrow());
                }
            }
        }
        return topics;
    }
}
