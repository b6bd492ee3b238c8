package dev.patrol.model.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.patrol.model.Topic;
import java.io.IOException;
import java.io.InputStream;

final class AsyncApi {
    private AsyncApi() {}

    /** The AsyncAPI document as it is shipped. */
    static JsonNode document() throws IOException {
        try (InputStream resource = Topic.class.getResourceAsStream("/asyncapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(resource);
        }
    }
}
