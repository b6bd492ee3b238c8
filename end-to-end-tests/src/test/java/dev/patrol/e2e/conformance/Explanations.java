package dev.patrol.e2e.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The deviations that are as they should be: {@code deviations.json}, where each has the reason, and the source that says
 * what the real service does.
 */
record Explanations(List<Explanation> all) {

    record Explanation(List<String> operations, String deviation, String because, String source) {
        List<Deviation> deviations() {
            return operations.stream()
                    .map(operation -> new Deviation(operation, deviation))
                    .toList();
        }
    }

    static Explanations read() {
        try (InputStream file = Explanations.class.getResourceAsStream("deviations.json")) {
            JsonNode list = new ObjectMapper().readTree(file);
            return new Explanations(StreamSupport.stream(list.spliterator(), false)
                    .map(Explanations::explanation)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Deviation> deviations() {
        return all.stream().flatMap(one -> one.deviations().stream()).sorted().toList();
    }

    private static Explanation explanation(JsonNode node) {
        List<String> operations = StreamSupport.stream(node.path("operations").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new Explanation(
                operations,
                node.path("deviation").asText(),
                node.path("because").asText(),
                node.path("source").asText());
    }
}
