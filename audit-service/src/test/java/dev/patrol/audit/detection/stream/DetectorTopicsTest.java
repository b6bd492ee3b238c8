package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.junit.jupiter.api.Test;

/** The detector's own topics are named elsewhere, too, where they can't be left to Kafka Streams. */
class DetectorTopicsTest {
    private static final String APPLICATION = "patrol-detector";
    private static final Path EVENT_HUBS = Path.of("..", "deploy", "azure", "hubs.json");

    @Test
    void thereIsAnEventHubForEachTopicThatKafkaStreamsWouldCreate() throws IOException {
        // Given
        Set<String> own = new TreeSet<>();
        try (Bench bench = Bench.withDefaults()) {
            bench.topology().describe().subtopologies().stream()
                    .map(Subtopology::nodes)
                    .flatMap(Set::stream)
                    .forEach(node -> collect(node, own));
        }

        // When
        Set<String> made = new TreeSet<>();
        for (JsonNode hub : new ObjectMapper().readTree(EVENT_HUBS.toFile())) {
            made.add(hub.path("name").asText());
        }

        // Then
        assertThat(own).hasSize(5);
        assertThat(made).containsAll(own);
        made.removeAll(own);
        assertThat(made).noneMatch(name -> name.startsWith(APPLICATION));
    }

    private static void collect(Node node, Set<String> topics) {
        if (node instanceof Source source) {
            source.topicSet().stream()
                    .filter(topic -> topic.endsWith("-repartition"))
                    .forEach(topic -> topics.add(APPLICATION + "-" + topic));
        } else if (node instanceof Processor processor) {
            processor.stores().forEach(store -> topics.add(APPLICATION + "-" + store + "-changelog"));
        }
    }
}
