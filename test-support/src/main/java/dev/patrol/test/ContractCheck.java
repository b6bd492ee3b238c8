package dev.patrol.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.patrol.model.MessageType;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whether a record that was really published keeps the contract: headers, topic, key and JSON Schema. */
public final class ContractCheck {
    private static final List<String> MANDATORY = List.of(
            MessageCodec.SPEC_VERSION,
            MessageCodec.ID,
            MessageCodec.SOURCE,
            MessageCodec.TYPE,
            MessageCodec.SUBJECT,
            MessageCodec.TIME,
            MessageCodec.CORRELATION_ID,
            MessageCodec.CONTENT_TYPE,
            "traceparent");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private ContractCheck() {}

    public static void assertKept(ConsumerRecord<String, byte[]> message) {
        List<String> problems = problemsOf(message);
        if (!problems.isEmpty()) {
            throw new AssertionError("A record on " + message.topic() + " breaks the contract: " + problems);
        }
    }

    static List<String> problemsOf(ConsumerRecord<String, byte[]> message) {
        List<String> problems = new ArrayList<>();
        Map<String, String> headers = TopicReader.headersOf(message);
        MANDATORY.stream()
                .filter(name -> headers.getOrDefault(name, "").isBlank())
                .forEach(name -> problems.add("the header " + name + " is missing"));
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
        schemaOf(type)
                .validate(new String(message.value(), UTF_8), InputFormat.JSON)
                .forEach(error -> problems.add(error.toString()));
        try {
            String key = new MessageCodec()
                    .decode(headers, message.value())
                    .payload()
                    .recordKey();
            if (!key.equals(message.key())) {
                problems.add("the key is not " + key);
            }
        } catch (MalformedMessage e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private static Schema schemaOf(MessageType type) {
        try (InputStream schema = ContractCheck.class.getClassLoader().getResourceAsStream(type.schemaResource())) {
            if (schema == null) {
                throw new AssertionError("There is no schema " + type.schemaResource());
            }
            return SCHEMAS.getSchema(new String(schema.readAllBytes(), UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
