package dev.patrol.e2e.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Azure DevOps sends a list as {@code {"count": 1, "value": [...]}}, as the published examples show. */
final class Unwrapping {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Unwrapping() {}

    /** The list in such an object; empty where there is none. */
    static Optional<byte[]> listIn(byte[] body) {
        JsonNode json;
        try {
            json = MAPPER.readTree(body);
        } catch (IOException noJson) {
            return Optional.empty();
        }
        boolean wrapped = json.size() == 2
                && json.path("value").isArray()
                && json.path("count").asInt(-1) == json.path("value").size();
        return wrapped ? Optional.of(json.get("value").toString().getBytes(StandardCharsets.UTF_8)) : Optional.empty();
    }
}
