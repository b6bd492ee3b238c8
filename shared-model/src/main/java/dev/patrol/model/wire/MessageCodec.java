package dev.patrol.model.wire;

import static com.fasterxml.jackson.databind.cfg.CoercionAction.Fail;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.patrol.model.MessageType;
import dev.patrol.model.Payload;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes and reads records by the contract: the value as JSON, the CloudEvents attributes as {@code ce_} headers
 * (CloudEvents 1.0, Kafka protocol binding, binary content mode).
 */
public final class MessageCodec {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String CORRELATION_ID = "ce_correlationid";
    public static final String CAUSATION_ID = "ce_causationid";
    public static final String CONTENT_TYPE = "content-type";

    private static final String VERSION_1_0 = "1.0";
    private static final String JSON = "application/json";

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(StrictValues.module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(CoercionInputShape.Integer, Fail)
                    .setCoercion(CoercionInputShape.Float, Fail)
                    .setCoercion(CoercionInputShape.Boolean, Fail))
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    public EncodedMessage encode(Envelope<?> envelope) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, VERSION_1_0);
        headers.put(ID, envelope.id());
        headers.put(SOURCE, envelope.source().toString());
        headers.put(TYPE, envelope.type().typeName());
        headers.put(SUBJECT, envelope.payload().subject());
        headers.put(TIME, envelope.time().toString());
        headers.put(CORRELATION_ID, envelope.correlationId());
        envelope.causationId().ifPresent(cause -> headers.put(CAUSATION_ID, cause));
        headers.put(CONTENT_TYPE, JSON);
        Payload payload = envelope.payload();
        return new EncodedMessage(envelope.type().topic().topicName(), payload.recordKey(), headers, json(payload));
    }

    /**
     * @param headers the record's headers, by name
     * @param value the record's value; null (a tombstone) is malformed here
     * @throws MalformedMessage where the record does not keep the contract
     */
    public Envelope<?> decode(Map<String, String> headers, byte[] value) {
        String typeName = required(headers, TYPE);
        MessageType type = MessageType.named(typeName)
                .orElseThrow(() -> new MalformedMessage("The header ce_type names no type of Patrol"));
        if (!VERSION_1_0.equals(required(headers, SPEC_VERSION))) {
            throw new MalformedMessage("The header ce_specversion is not 1.0");
        }
        String id = required(headers, ID);
        URI source = parse(SOURCE, required(headers, SOURCE), URI::create);
        Instant time = parse(TIME, required(headers, TIME), StrictValues::instant);
        String correlationId = optional(headers, CORRELATION_ID).orElse(id);
        Optional<String> causationId = optional(headers, CAUSATION_ID);
        return new Envelope<>(id, source, time, correlationId, causationId, payload(type, value));
    }

    private Payload payload(MessageType type, byte[] value) {
        if (value == null) {
            throw new MalformedMessage("The record has no value");
        }
        try {
            Payload payload = mapper.readValue(value, type.payloadType());
            if (payload == null) {
                throw new MalformedMessage("The value is null");
            }
            return payload;
        } catch (JacksonException e) {
            throw new MalformedMessage("The value is not the JSON of " + type.typeName() + ": " + whereIn(e));
        } catch (IOException e) {
            throw new MalformedMessage(
                    "The value can't be read: " + e.getClass().getSimpleName());
        }
    }

    /** Where a value breaks the contract. Jackson's own message may repeat the content, so it is left out. */
    private static String whereIn(JacksonException e) {
        String at = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        String path = e instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? " in field "
                        + mapping.getPath().stream().map(MessageCodec::step).collect(joining("."))
                : "";
        return e.getClass().getSimpleName() + at + path;
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null ? Integer.toString(reference.getIndex()) : reference.getFieldName();
    }

    private byte[] json(Payload payload) {
        try {
            return mapper.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Can't be written as JSON: " + payload.getClass(), e);
        }
    }

    private static String required(Map<String, String> headers, String name) {
        return optional(headers, name).orElseThrow(() -> new MalformedMessage("The header " + name + " is missing"));
    }

    private static Optional<String> optional(Map<String, String> headers, String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
    }

    private static <R> R parse(String header, String text, Function<String, R> parser) {
        try {
            return parser.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new MalformedMessage("The header " + header + " can't be read");
        }
    }
}
