package dev.patrol.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads what the contract writes as text from text alone, and switches as they are meant. Jackson's own way is lenient:
 * a number is a time since 1970, an empty text the id of zeros, null is false.
 */
final class StrictValues {
    private StrictValues() {}

    static Module module() {
        return new SimpleModule("patrol")
                .addDeserializer(Instant.class, new TextReader<>(Instant.class, StrictValues::instant))
                .addDeserializer(Duration.class, new TextReader<>(Duration.class, Duration::parse))
                .addDeserializer(UUID.class, new TextReader<>(UUID.class, StrictValues::uuid))
                .addDeserializer(URI.class, new TextReader<>(URI.class, StrictValues::absoluteUri))
                .addDeserializer(boolean.class, new SwitchReader());
    }

    /** Any offset and fraction of a second is good: Azure DevOps writes up to seven digits. */
    static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("An id has 32 hexadecimal digits in five groups");
        }
        return id;
    }

    private static URI absoluteUri(String text) {
        URI uri = URI.create(text);
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException("An address has a scheme");
        }
        return uri;
    }

    private static final class TextReader<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final Function<String, T> parser;

        TextReader(Class<T> type, Function<String, T> parser) {
            super(type);
            this.parser = parser;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                context.reportInputMismatch(this, "A text is expected");
            }
            try {
                return parser.apply(json.getText());
            } catch (DateTimeException | IllegalArgumentException e) {
                return context.reportInputMismatch(this, "The text can't be read");
            }
        }
    }

    /** A switch that is missing is off, unless the record demands it; one that is null is a mistake. */
    private static final class SwitchReader extends StdScalarDeserializer<Boolean> {
        private static final long serialVersionUID = 1L;

        SwitchReader() {
            super(boolean.class);
        }

        @Override
        public Boolean deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.currentToken().isBoolean()) {
                context.reportInputMismatch(this, "true or false is expected");
            }
            return json.getBooleanValue();
        }

        @Override
        public Boolean getAbsentValue(DeserializationContext context) {
            return false;
        }

        @Override
        public Boolean getNullValue(DeserializationContext context) throws JsonMappingException {
            return context.reportInputMismatch(this, "true or false is expected");
        }
    }
}
