package dev.patrol.model.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.patrol.model.MessageType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The shipped schemas, with formats such as {@code uuid} taken as demands. */
final class Schemas {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final Map<MessageType, Schema> byType = new EnumMap<>(MessageType.class);

    /** What a value has against the schema of a type; empty where it is valid. */
    List<Error> complaints(MessageType type, JsonNode value) {
        return byType.computeIfAbsent(type, Schemas::load).validate(value);
    }

    private static Schema load(MessageType type) {
        try (InputStream resource = MessageType.class.getClassLoader().getResourceAsStream(type.schemaResource())) {
            return REGISTRY.getSchema(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
