package dev.patrol.model.contract;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.model.Event;
import dev.patrol.model.MessageType;
import dev.patrol.model.Samples;
import dev.patrol.model.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page for people says what the code and the AsyncAPI document say. */
class TopicsPageTest {
    private static List<Line> lines;
    private static Map<String, JsonNode> channels;

    @BeforeAll
    static void read() throws IOException {
        lines = Files.readAllLines(Repository.root("docs/topics.md")).stream()
                .filter(line -> line.startsWith("| `patrol."))
                .map(Line::parse)
                .toList();
        channels = StreamSupport.stream(AsyncApi.document().path("channels").spliterator(), false)
                .collect(toMap(channel -> channel.path("address").asText(), Function.identity()));
    }

    @Test
    void hasALineForEveryTopicAndNoOther() {
        // Given
        String[] topics = Arrays.stream(Topic.values()).map(Topic::topicName).toArray(String[]::new);

        // When
        List<String> named = lines.stream().map(Line::topic).toList();

        // Then
        assertThat(named).containsExactlyInAnyOrder(topics);
    }

    @ParameterizedTest
    @EnumSource
    void saysOfATopicWhatTheCodeSays(Topic topic) {
        // When
        Line line = lineOf(topic);

        // Then
        assertThat(line.partitions()).isEqualTo(Integer.toString(topic.partitions()));
        assertThat(line.kept()).isEqualTo(kept(topic));
        assertThat(line.types())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MessageType.values())
                        .filter(type -> type.topic() == topic)
                        .map(type -> type.typeName().substring("dev.patrol.".length()))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void saysOfATopicWhatTheAsyncApiDocumentSays(Topic topic) {
        // Given
        JsonNode channel = channels.get(topic.topicName());

        // When
        Line line = lineOf(topic);

        // Then
        assertThat(line.key()).isEqualTo(channel.path("x-key").asText());
        assertThat(line.publishedBy()).isEqualTo(texts(channel.path("x-published-by")));
        assertThat(line.readBy()).isEqualTo(texts(channel.path("x-read-by")));
        assertThat(line.says()).isEqualTo(channel.path("description").asText());
    }

    @Test
    void namesTheEventsThatHaveANewIdEachTime() throws IOException {
        // Given
        String page = Files.readString(Repository.root("docs/topics.md"));
        String sentence = page.substring(page.indexOf("have a new id each"), page.indexOf("and the commands,"));

        // When
        List<String> events = Arrays.stream(MessageType.values())
                .filter(type -> Samples.of(type).stream()
                        .anyMatch(sample ->
                                sample instanceof Event && sample.identity().isEmpty()))
                .map(type -> "`" + type.typeName().substring("dev.patrol.".length()) + "`")
                .toList();

        // Then
        assertThat(Pattern.compile("`[a-z.-]+v\\d`").matcher(sentence).results().map(MatchResult::group))
                .containsExactlyInAnyOrderElementsOf(events);
    }

    private static Line lineOf(Topic topic) {
        return lines.stream()
                .filter(line -> line.topic().equals(topic.topicName()))
                .findFirst()
                .orElseThrow();
    }

    private static String kept(Topic topic) {
        String retention = topic.config().get("retention.ms");
        if (retention == null) {
            return "latest per key";
        }
        long days = Duration.ofMillis(Long.parseLong(retention)).toDays();
        return (topic.isCompacted() ? "latest per key, " : "") + (days == 1 ? "1 day" : days + " days");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private record Line(
            String topic,
            List<String> types,
            String key,
            String partitions,
            String kept,
            List<String> publishedBy,
            List<String> readBy,
            String says) {
        static Line parse(String line) {
            String[] cells = line.substring(2, line.length() - 2).split(" \\| ");
            assertThat(cells).as(line).hasSize(8);
            return new Line(
                    cells[0].replace("`", ""),
                    Arrays.stream(cells[1].split("<br>"))
                            .filter(type -> type.startsWith("`"))
                            .map(type -> type.replace("`", ""))
                            .toList(),
                    cells[2],
                    cells[3],
                    cells[4],
                    List.of(cells[5].split(", ")),
                    List.of(cells[6].split(", ")),
                    cells[7]);
        }
    }
}
