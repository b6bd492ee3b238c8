package dev.patrol.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.patrol.model.MessageType;
import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Whether a record that was really published keeps the contract: headers, topic, key, JSON Schema, and the id that follows
 * from what is announced. A record without value keeps it where it takes a key out of a compacted topic.
 */
public final class ContractCheck {
    private static final String TRACE = "traceparent";
    private static final String JSON = "application/json";
    private static final String UTC = "Z";
    private static final List<String> MANDATORY = List.of(
            MessageCodec.SPEC_VERSION,
            MessageCodec.ID,
            MessageCodec.SOURCE,
            MessageCodec.TYPE,
            MessageCodec.SUBJECT,
            MessageCodec.TIME,
            MessageCodec.CORRELATION_ID,
            MessageCodec.CONTENT_TYPE,
            TRACE);
    /** W3C Trace Context, version 00; ids of zeros are none. */
    private static final Pattern TRACE_PARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** Formats such as {@code uuid} are demands, not remarks. */
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final Map<MessageType, Schema> SCHEMAS = new ConcurrentHashMap<>();
    private static final MessageCodec CODEC = new MessageCodec();

    private ContractCheck() {}

    /** @throws AssertionError that names everything that is wrong with the record */
    public static void assertKept(ConsumerRecord<String, byte[]> message) {
        List<String> problems = problemsOf(message);
        if (!problems.isEmpty()) {
            throw new AssertionError("A record on " + message.topic() + " breaks the contract: " + problems);
        }
    }

    static List<String> problemsOf(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            return problemsOfTombstone(message);
        }
        Map<String, String> headers = TopicReader.headersOf(message);
        List<String> problems = problemsOf(headers);
        problems.addAll(repeated(message.headers()));
        MessageType.named(headers.getOrDefault(MessageCodec.TYPE, ""))
                .ifPresentOrElse(
                        type -> problems.addAll(problemsOf(type, message, headers)),
                        () -> problems.add("the header ce_type names no type of Patrol"));
        return problems;
    }

    private static List<String> problemsOf(
            MessageType type, ConsumerRecord<String, byte[]> message, Map<String, String> headers) {
        List<String> problems = new ArrayList<>();
        if (!type.topic().topicName().equals(message.topic())) {
            problems.add(type.typeName() + " does not belong on " + message.topic());
        }
        SCHEMAS.computeIfAbsent(type, ContractCheck::load)
                .validate(new String(message.value(), UTF_8), InputFormat.JSON)
                .forEach(error -> problems.add(error.toString()));
        try {
            problems.addAll(problemsOf(CODEC.decode(headers, message.value()), message.key(), headers));
        } catch (MalformedMessage e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private static List<String> problemsOf(Envelope<?> envelope, String key, Map<String, String> headers) {
        Payload payload = envelope.payload();
        List<String> problems = new ArrayList<>();
        if (!payload.recordKey().equals(key)) {
            problems.add("the key is not " + payload.recordKey());
        }
        if (!payload.subject().equals(headers.get(MessageCodec.SUBJECT))) {
            problems.add("the header ce_subject is not " + payload.subject());
        }
        String id = Envelope.first(payload, envelope.source(), envelope.time()).id();
        if (payload.identity().isPresent() && !id.equals(envelope.id())) {
            problems.add("the header ce_id is not " + id + ", by which a repeat is known");
        }
        return problems;
    }

    private static List<String> problemsOf(Map<String, String> headers) {
        List<String> problems = new ArrayList<>();
        MANDATORY.stream()
                .filter(name -> headers.getOrDefault(name, "").isBlank())
                .forEach(name -> problems.add("the header " + name + " is missing"));
        if (!headers.getOrDefault(MessageCodec.CONTENT_TYPE, JSON).equals(JSON)) {
            problems.add("the header content-type is not " + JSON);
        }
        if (!headers.getOrDefault(MessageCodec.TIME, UTC).endsWith(UTC)) {
            problems.add("the header ce_time is not in UTC");
        }
        String trace = headers.get(TRACE);
        if (trace != null && !TRACE_PARENT.matcher(trace).matches()) {
            problems.add("the header traceparent is not one of W3C Trace Context");
        }
        return problems;
    }

    /** CloudEvents knows one value of an attribute; which of two a consumer takes is up to its library. */
    private static List<String> repeated(Headers headers) {
        Set<String> seen = new HashSet<>();
        return Arrays.stream(headers.toArray())
                .map(Header::key)
                .filter(name -> !seen.add(name))
                .distinct()
                .map(name -> "the header " + name + " is there more than once")
                .toList();
    }

    private static List<String> problemsOfTombstone(ConsumerRecord<String, byte[]> message) {
        List<String> problems = new ArrayList<>();
        if (message.key() == null) {
            problems.add("a tombstone without a key takes nothing away");
        }
        boolean compacted = Topic.named(message.topic()).map(Topic::isCompacted).orElse(false);
        if (!compacted) {
            problems.add("there is no value, and " + message.topic() + " is not compacted");
        }
        return problems;
    }

    private static Schema load(MessageType type) {
        try (InputStream schema = ContractCheck.class.getClassLoader().getResourceAsStream(type.schemaResource())) {
            if (schema == null) {
                throw new AssertionError("There is no schema " + type.schemaResource());
            }
            return REGISTRY.getSchema(new String(schema.readAllBytes(), UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
