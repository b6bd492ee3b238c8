package dev.patrol.model.contract;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.model.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rights that are granted are those that the AsyncAPI document needs, and no others. */
class KafkaRightsTest {
    private static List<Right> rights;

    @BeforeAll
    static void read() throws IOException {
        rights = Files.readAllLines(Repository.root("deploy/kafka/rights.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Right.parse(line).stream())
                .toList();
    }

    @Test
    void everyRoleMayDoOnATopicWhatTheContractSaysAndNoMore() throws IOException {
        // Given
        List<Right> wanted = new ArrayList<>();
        for (JsonNode channel : AsyncApi.document().path("channels")) {
            String topic = channel.path("address").asText();
            channel.path("x-published-by").forEach(who -> wanted.add(Right.onTopic(who.asText(), topic, "Write")));
            channel.path("x-read-by").forEach(who -> wanted.add(Right.onTopic(who.asText(), topic, "Read")));
        }

        // When
        List<Right> granted = rights.stream()
                .filter(right -> right.resource().equals("topic"))
                .filter(right -> right.pattern().equals("literal"))
                .toList();

        // Then
        assertThat(granted).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void nothingThatIsPrefixedReachesWhatIsOnATopicOfTheContract() {
        // When
        List<String> prefixes = rights.stream()
                .filter(right -> right.resource().equals("topic"))
                .filter(right -> right.pattern().equals("prefixed"))
                .filter(right -> !right.operation().startsWith("Describe"))
                .map(Right::name)
                .toList();

        // Then
        assertThat(prefixes).isNotEmpty();
        for (Topic topic : Topic.values()) {
            assertThat(prefixes).noneMatch(topic.topicName()::startsWith);
        }
    }

    @Test
    void noRoleMayUseTheGroupOfAnother() {
        // When
        Map<String, Set<String>> groups = rights.stream()
                .filter(right -> right.resource().equals("group"))
                .filter(right -> right.operation().equals("Read"))
                .collect(groupingBy(Right::role, mapping(Right::name, toSet())));

        // Then
        groups.forEach((role, own) -> groups.forEach((other, theirs) -> assertThat(theirs)
                .filteredOn(group -> !role.equals(other) && own.stream().anyMatch(group::startsWith))
                .isEmpty()));
    }

    private record Right(String role, String resource, String pattern, String name, String operation) {
        static List<Right> parse(String line) {
            String[] cells = line.split("\t");
            assertThat(cells).as(line).hasSize(5);
            return List.of(cells[4].split(",")).stream()
                    .map(operation -> new Right(cells[0], cells[1], cells[2], cells[3], operation))
                    .toList();
        }

        static Right onTopic(String who, String topic, String operation) {
            return new Right(who.toLowerCase(Locale.ROOT).replace(' ', '-'), "topic", "literal", topic, operation);
        }
    }
}
