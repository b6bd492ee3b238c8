package dev.patrol.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic, and waits for records, at most {@value #PATIENCE_SECONDS} seconds. For one thread. */
public final class TopicReader implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final Duration POLL = Duration.ofMillis(50);

    private final Topic topic;
    private final Duration patience;
    private final KafkaConsumer<String, byte[]> consumer;
    private final MessageCodec codec = new MessageCodec();
    private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

    /** Reads from the beginning. */
    public TopicReader(String bootstrapServers, Topic topic) {
        this(bootstrapServers, topic, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    TopicReader(String bootstrapServers, Topic topic, Duration patience) {
        this.topic = topic;
        this.patience = patience;
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads a topic of the broker of the service under test, from the beginning. */
    public static TopicReader of(Topic topic) {
        return new TopicReader(KafkaBroker.bootstrapServers(), topic);
    }

    /** Reads what is written to a topic of the broker of the service under test after this call. */
    public static TopicReader fromNow(Topic topic) {
        TopicReader reader = of(topic);
        reader.skipToEnd();
        return reader;
    }

    private void skipToEnd() {
        consumer.endOffsets(consumer.assignment()).forEach(consumer::seek);
    }

    /**
     * The first record that fits, also one that was read before.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if none came in time
     */
    public ConsumerRecord<String, byte[]> awaitRecord(Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return await("a record on " + topic.topicName() + " that fits")
                .atMost(patience)
                .pollInSameThread()
                .until(() -> poll().stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** The first event of a type that fits. Checks that its record keeps the contract. */
    public <T extends Payload> Envelope<T> awaitEvent(Class<T> type, Predicate<T> wanted) {
        ConsumerRecord<String, byte[]> found = awaitRecord(message -> message.value() != null
                && type.isInstance(open(message).payload())
                && wanted.test(type.cast(open(message).payload())));
        ContractCheck.assertKept(found);
        @SuppressWarnings("unchecked")
        Envelope<T> envelope = (Envelope<T>) open(found);
        return envelope;
    }

    /** Everything that can be read until now. */
    public List<ConsumerRecord<String, byte[]>> all() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        await("the end of " + topic.topicName())
                .atMost(patience)
                .pollInSameThread()
                .until(() -> {
                    poll();
                    return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                });
        return List.copyOf(read);
    }

    /** All events of a type until now. */
    public <T extends Payload> List<T> allEvents(Class<T> type) {
        return all().stream()
                .filter(message -> message.value() != null)
                .map(message -> open(message).payload())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public Envelope<?> open(ConsumerRecord<String, byte[]> message) {
        return codec.decode(headersOf(message), message.value());
    }

    static Map<String, String> headersOf(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return headers;
    }

    private List<ConsumerRecord<String, byte[]>> poll() {
        consumer.poll(POLL).forEach(read::add);
        return read;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
