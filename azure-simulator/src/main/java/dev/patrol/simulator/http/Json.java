package dev.patrol.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;

/** The one JSON mapper of the simulator: ISO-8601 times, nulls written, unknown fields refused. */
public final class Json {

    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private Json() {}

    /**
     * Reads a knob's body.
     *
     * @throws IllegalArgumentException with a sentence for the person at the knob
     */
    public static <T> T read(byte[] body, Class<T> type) {
        T value;
        try {
            value = MAPPER.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(sentence(e), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The body cannot be read.", e);
        }
        if (value == null) {
            throw new IllegalArgumentException("The body must be a JSON object, not null.");
        }
        return value;
    }

    /** What is wrong with a JSON text, in one sentence and without its source. */
    public static String sentence(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "There is no field '" + unknown.getPropertyName() + "'; there are " + unknown.getKnownPropertyIds()
                    + ".";
        }
        if (e instanceof JsonMappingException mapping && mapping.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage();
        }
        if (e instanceof InvalidFormatException format) {
            return "'" + format.getValue() + "' is no value for '" + path(format) + "', which is a "
                    + format.getTargetType().getSimpleName() + ".";
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "The field '" + path(mapping) + "' has a value of the wrong kind.";
        }
        if (e instanceof JsonMappingException) {
            return "The body must be a JSON object with the fields that are expected here.";
        }
        return "The body is not the JSON that is expected here: " + e.getOriginalMessage();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** Writes a value that the simulator itself built; a failure is a defect of the simulator. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The simulator built an answer that is no JSON.", e);
        }
    }
}
