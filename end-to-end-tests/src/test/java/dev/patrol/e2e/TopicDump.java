package dev.patrol.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every record of every topic at one moment. */
public final class TopicDump {
    private static final Set<String> WITHOUT_ENVELOPE = Set.of(
            Topic.Names.DEAD_LETTERS,
            Topic.Names.POLICY_FINDINGS,
            Topic.Names.ROTATION_LEDGER,
            Topic.Names.MAIL_OUTBOX);

    private final List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();

    private TopicDump() {}

    public static TopicDump of(String bootstrapServers) {
        return of(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** @param settings how to reach the broker, and as whom */
    public static TopicDump of(Map<String, Object> settings) {
        TopicDump dump = new TopicDump();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Arrays.stream(Topic.values())
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(dump.messages::add);
            }
        }
        return dump;
    }

    /** Keys, headers and values as text. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            append(text, message.key());
            message.headers().forEach(header -> append(text, header.value()));
            append(text, message.value());
        }
        return text.toString();
    }

    public <T> List<Envelope<?>> announced(Class<T> type) {
        List<Envelope<?>> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            Map<String, String> headers = headersOf(message);
            if (message.value() != null && !WITHOUT_ENVELOPE.contains(message.topic())) {
                Envelope<?> envelope = new MessageCodec().decode(headers, message.value());
                if (type.isInstance(envelope.payload())) {
                    found.add(envelope);
                }
            }
        }
        return found;
    }

    public long deadLetters() {
        return messages.stream()
                .filter(message -> message.topic().equals(Topic.Names.DEAD_LETTERS))
                .count();
    }

    private static Map<String, String> headersOf(ConsumerRecord<byte[], byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }

    private static void append(StringBuilder text, byte[] content) {
        if (content != null) {
            text.append(new String(content, UTF_8)).append('\n');
        }
    }
}
