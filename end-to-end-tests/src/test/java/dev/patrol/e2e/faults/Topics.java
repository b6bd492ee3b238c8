package dev.patrol.e2e.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that is written to the topics, within milliseconds of its writing. */
final class Topics implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** A failed rotation's state has two properties of that name; the first says what state it is. */
    private static final Pattern STEP = Pattern.compile("\"state\":\\{\"step\":\"(\\w+)\"");

    /** What a record on the ledger says of a lineage. */
    record LedgerRecord(String secretName, String step, JsonNode entry) {
        static LedgerRecord of(String secretName, byte[] value) {
            Matcher step = STEP.matcher(new String(value, UTF_8));
            if (!step.find()) {
                throw new IllegalStateException("The ledger's record of " + secretName + " has no state");
            }
            return new LedgerRecord(secretName, step.group(1), json(value));
        }
    }

    private final String broker;
    private final List<Envelope<?>> announced = new CopyOnWriteArrayList<>();
    private final List<LedgerRecord> ledger = new CopyOnWriteArrayList<>();
    private final List<String> deadLetters = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "topics");
    private volatile boolean closed;
    private volatile Throwable failure;

    Topics(String broker) {
        this.broker = broker;
        reader.start();
    }

    <T extends Payload> List<Envelope<T>> announced(Class<T> type) {
        requireReading();
        return announced.stream()
                .filter(envelope -> type.isInstance(envelope.payload()))
                .map(Topics::<T>as)
                .toList();
    }

    /** The ledger's records of a lineage, oldest first. */
    List<LedgerRecord> ledger(String secretName) {
        requireReading();
        return ledger.stream()
                .filter(written -> written.secretName().equals(secretName))
                .toList();
    }

    /** Dead letters of a lineage. */
    long deadLetters(String secretName) {
        requireReading();
        return deadLetters.stream().filter(secretName::equals).count();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Payload> Envelope<T> as(Envelope<?> envelope) {
        return (Envelope<T>) envelope;
    }

    private void requireReading() {
        if (failure != null) {
            throw new AssertionError("The topics are not read any more", failure);
        }
    }

    private void read() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "fetch.max.wait.ms", 20);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Arrays.stream(Topic.values())
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(Duration.ofMillis(100)).forEach(this::keep);
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private void keep(ConsumerRecord<String, byte[]> message) {
        if (message.topic().equals(Topic.Names.DEAD_LETTERS)) {
            deadLetters.add(message.key());
        } else if (message.value() != null && message.topic().equals(Topic.Names.ROTATION_LEDGER)) {
            ledger.add(LedgerRecord.of(message.key(), message.value()));
        } else if (message.value() != null
                && !message.topic().equals(Topic.Names.MAIL_OUTBOX)
                && !message.topic().equals(Topic.Names.POLICY_FINDINGS)) {
            Map<String, String> headers = new HashMap<>();
            message.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
            announced.add(new MessageCodec().decode(headers, message.value()));
        }
    }

    private static JsonNode json(byte[] value) {
        try {
            return MAPPER.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
