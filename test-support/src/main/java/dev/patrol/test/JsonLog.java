package dev.patrol.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Has the service under test write its log as JSON, and reads it. A line that is no JSON fails the reading. */
public final class JsonLog implements QuarkusTestProfile {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static volatile Path file;

    @Override
    public Map<String, String> getConfigOverrides() {
        file = Path.of("target", "log-" + UUID.randomUUID() + ".json");
        return Map.of(
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", file.toString(),
                "quarkus.log.file.rotation.max-file-size", "100M",
                "quarkus.log.file.json.enabled", "true");
    }

    /** The lines that bear a value under a key. */
    public static List<JsonNode> with(String key, String value) {
        return lines().stream()
                .filter(line -> line.path("mdc").path(key).asText().equals(value))
                .toList();
    }

    public static List<JsonNode> lines() {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text().split("\n")) {
            try {
                lines.add(MAPPER.readTree(line));
            } catch (IOException e) {
                throw new AssertionError("Not JSON: " + line, e);
            }
        }
        return lines;
    }

    /** All that was written down to the last line that is whole. */
    public static String text() {
        try {
            String all = Files.readString(file);
            return all.substring(0, all.lastIndexOf('\n') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
