package dev.patrol.azuredevops;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;

/** Fields of an audit entry that may be odd without making the whole page unreadable: one odd entry must not blind anybody. */
final class LenientAudit {
    private LenientAudit() {}

    /** A time, or null where it can't be read. */
    static final class Time extends StdDeserializer<OffsetDateTime> {
        private static final long serialVersionUID = 1L;

        Time() {
            super(OffsetDateTime.class);
        }

        @Override
        public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode value = context.readTree(parser);
            try {
                return OffsetDateTime.parse(value.asText());
            } catch (DateTimeException unreadable) {
                return null;
            }
        }
    }

    /** The details of an action; what is no object is kept under the name {@code value}. */
    static final class Data extends StdDeserializer<Map<String, Object>> {
        private static final long serialVersionUID = 1L;
        private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

        Data() {
            super(Map.class);
        }

        @Override
        public Map<String, Object> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode value = context.readTree(parser);
            return value.isObject()
                    ? context.readTreeAsValue(value, context.getTypeFactory().constructType(OBJECT))
                    : Map.of("value", value.isValueNode() ? value.asText() : value.toString());
        }
    }
}
