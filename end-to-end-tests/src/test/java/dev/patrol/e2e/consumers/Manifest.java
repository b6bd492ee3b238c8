package dev.patrol.e2e.consumers;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A document among the examples, in YAML or JSON. */
record Manifest(JsonNode root) {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws UncheckedIOException where a file can't be read as YAML */
    static List<Manifest> allIn(String file) {
        try (var documents = YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(Examples.file(file).toFile())) {
            return documents.readAll().stream().map(Manifest::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifest json(String file) {
        try {
            return new Manifest(JSON.readTree(Examples.file(file).toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text by its place as a JSON pointer, or "" where there is none. */
    String text(String pointer) {
        return root.at(pointer).asText();
    }

    /** The place of every value, as a JSON pointer with {@code *} for the members of a list. */
    Set<String> places() {
        Set<String> places = new TreeSet<>();
        collect(root, "", places);
        return places;
    }

    private static void collect(JsonNode node, String place, Set<String> places) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            field.getValue(), place + "/" + field.getKey().replace("/", "~1"), places));
        } else if (node.isArray()) {
            node.forEach(member -> collect(member, place + "/*", places));
        } else {
            places.add(place);
        }
    }
}
