package dev.patrol.audit.detection.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** How the detector writes what only it reads again: its stores and the topics between its parts. */
final class JsonSerde {
    /** Ids are names of fields here. A table of names would know none of them, and be copied for each that it has to learn. */
    private static final JsonFactory UNNAMED = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(UNNAMED)
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            // A memory has many times, and a number is read several times faster than a text.
            .enable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            // A newer version may have written more.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private JsonSerde() {}

    static <T> Serde<T> of(Class<T> type) {
        return Serdes.serdeFrom(writing(MAPPER.writerFor(type)), reading(MAPPER.readerFor(type)));
    }

    /** How it writes what goes to the dead letters, with times as everywhere else on topics. */
    static <T> Serializer<T> forPeople(Class<T> type) {
        return writing(MAPPER.writerFor(type).without(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS));
    }

    private static <T> Serializer<T> writing(ObjectWriter writer) {
        return (topic, value) -> {
            try {
                return value == null ? null : writer.writeValueAsBytes(value);
            } catch (JsonProcessingException e) {
                throw new SerializationException("The detector's state can't be written", e);
            }
        };
    }

    private static <T> Deserializer<T> reading(ObjectReader reader) {
        return (topic, bytes) -> {
            try {
                return bytes == null ? null : reader.readValue(new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new SerializationException("The detector's state in " + topic + " can't be read", e);
            }
        };
    }
}
