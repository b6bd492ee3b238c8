package dev.patrol.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.cli.terminal.Json;
import dev.patrol.model.Payload;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of a topic, also one that this program does not know the type of, or that breaks the contract.
 *
 * @param partition empty where it is not on the topic yet, as the offset
 * @param headers by name; of several with one name the last
 * @param value null where the record takes its key away
 */
public record Happening(
        String topic,
        OptionalInt partition,
        OptionalLong offset,
        Instant written,
        String key,
        Map<String, String> headers,
        byte[] value) {
    private static final MessageCodec CODEC = new MessageCodec();
    private static final String NAMESPACE = "dev.patrol.";
    private static final String UNKNOWN = "unknown";

    public static Happening of(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return new Happening(
                message.topic(),
                OptionalInt.of(message.partition()),
                OptionalLong.of(message.offset()),
                Instant.ofEpochMilli(message.timestamp()),
                message.key(),
                headers,
                message.value());
    }

    /** A record that is on its way to its topic. */
    public static Happening of(Envelope<?> envelope) {
        EncodedMessage message = CODEC.encode(envelope);
        return new Happening(
                message.topic(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                envelope.time(),
                message.key(),
                message.headers(),
                message.value());
    }

    /** The type without the prefix that all share, for example {@code token.rotated.v1}. */
    public String type() {
        String name = headers.getOrDefault(MessageCodec.TYPE, UNKNOWN);
        return name.startsWith(NAMESPACE) ? name.substring(NAMESPACE.length()) : name;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** When it happened; where the record does not say so, when it was written. */
    public Instant time() {
        try {
            return header(MessageCodec.TIME)
                    .map(text -> OffsetDateTime.parse(text).toInstant())
                    .orElse(written);
        } catch (DateTimeException notOne) {
            return written;
        }
    }

    /** What it says, where it keeps the contract. */
    public Optional<Envelope<?>> envelope() {
        try {
            return Optional.of(CODEC.decode(headers, value));
        } catch (MalformedMessage brokenOrUnknown) {
            return Optional.empty();
        }
    }

    public Optional<Payload> payload() {
        return envelope().map(Envelope::payload);
    }

    /** Its data as it was written; empty where that is no JSON. */
    public Optional<JsonNode> data() {
        try {
            return value == null ? Optional.empty() : Optional.ofNullable(Json.parse(value));
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    /** As CloudEvents are written in JSON, with where the record lies. */
    public JsonNode json() {
        ObjectNode json = Json.object();
        headers.forEach((name, text) -> {
            if (name.startsWith("ce_")) {
                json.put(name.substring("ce_".length()), text);
            }
        });
        json.put("topic", topic);
        partition.ifPresent(number -> json.put("partition", number));
        offset.ifPresent(number -> json.put("offset", number));
        json.put("key", key);
        data().ifPresent(data -> json.set("data", data));
        return json;
    }
}
