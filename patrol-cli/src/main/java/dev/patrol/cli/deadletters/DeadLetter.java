package dev.patrol.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.cli.events.Happening;
import dev.patrol.cli.terminal.Json;
import dev.patrol.model.Topic;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A record that could not be read or worked on, as far as there was room for it, with the cause in headers. */
record DeadLetter(ConsumerRecord<String, byte[]> message, Happening happening) {
    /** Where a record that was put back came from; it stays when the record dies again. */
    static final String REPLAYED = "dead-letter-replayed";

    private static final String TOPIC = "dead-letter-topic";
    private static final String PARTITION = "dead-letter-partition";
    private static final String OFFSET = "dead-letter-offset";
    private static final String REASON = "dead-letter-reason";
    private static final String VALUE_LEFT_OUT = "dead-letter-value-left-out";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    static DeadLetter of(ConsumerRecord<String, byte[]> message) {
        return new DeadLetter(message, Happening.of(message));
    }

    /** What people call it by: its place on the topic, which has one partition. */
    long number() {
        return message.offset();
    }

    /** Where it died. */
    String topicName() {
        return happening.header(TOPIC).orElse("unknown");
    }

    Optional<Topic> topic() {
        return Topic.named(topicName());
    }

    String reason() {
        return happening.header(REASON).orElse("no reason given");
    }

    /** The number of the dead letter that it was before, where it was put back once. */
    Optional<String> replayOf() {
        return happening.header(REPLAYED);
    }

    /** How many bytes its value had, where that was too large for the dead letters. */
    Optional<String> valueLeftOut() {
        return happening.header(VALUE_LEFT_OUT);
    }

    /** Where the record as it was lies, as long as the topic keeps it. */
    String place() {
        return topicName() + ", partition " + happening.header(PARTITION).orElse("unknown") + ", offset "
                + happening.header(OFFSET).orElse("unknown");
    }

    /** The record as it was, and marked; on the partition that it had, so that it stays in order. */
    ProducerRecord<String, byte[]> replay() {
        Integer partition = happening
                .header(PARTITION)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::valueOf)
                .filter(number ->
                        topic().map(topic -> number < topic.partitions()).orElse(false))
                .orElse(null);
        ProducerRecord<String, byte[]> again =
                new ProducerRecord<>(topicName(), partition, message.key(), message.value());
        for (Header header : message.headers()) {
            if (!header.key().startsWith("dead-letter-")) {
                again.headers().add(header);
            }
        }
        again.headers().add(REPLAYED, Long.toString(number()).getBytes(UTF_8));
        return again;
    }

    /** Its value for people, whatever that is; empty where it has none. */
    Optional<String> text() {
        return Optional.ofNullable(message.value()).map(value -> new String(value, UTF_8));
    }

    JsonNode json() {
        ObjectNode json = Json.object()
                .put("number", number())
                .put("time", happening.written().toString())
                .put("topic", topicName());
        happening.header(PARTITION).ifPresent(text -> json.put("partition", text));
        happening.header(OFFSET).ifPresent(text -> json.put("offset", text));
        json.put("reason", reason()).put("type", happening.type()).put("key", message.key());
        replayOf().ifPresent(number -> json.put("replayOf", number));
        valueLeftOut().ifPresent(bytes -> json.put("valueLeftOut", bytes));
        ObjectNode headers = json.putObject("headers");
        happening.headers().forEach(headers::put);
        happening.data().ifPresentOrElse(data -> json.set("data", data), () -> text().ifPresent(
                        text -> json.put("text", text)));
        return json;
    }
}
