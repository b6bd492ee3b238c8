package dev.patrol.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.Topic;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Follows topics from their beginning and hands on what it reads, on a thread of its own. */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Listener listener;
    private final MessageCodec codec = new MessageCodec();
    private final Thread thread = new Thread(this::follow, "topic-follower");

    /** Gets what is read, one by one. */
    public interface Listener {
        void onHappening(Happening happening);

        void onDeadLetter(DeadLetter letter);
    }

    private TopicFollower(KafkaConsumer<String, byte[]> consumer, Listener listener) {
        this.consumer = consumer;
        this.listener = listener;
        thread.setDaemon(true);
    }

    /** Starts following all topics but those that are a service's own; they must exist. */
    public static TopicFollower start(String bootstrapServers, Listener listener) {
        return start(
                bootstrapServers,
                EnumSet.complementOf(EnumSet.of(Topic.POLICY_FINDINGS, Topic.ROTATION_LEDGER, Topic.MAIL_OUTBOX)),
                listener);
    }

    /** Starts following some topics, which must exist. */
    public static TopicFollower start(String bootstrapServers, Set<Topic> topics, Listener listener) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        TopicFollower follower = new TopicFollower(consumer, listener);
        follower.thread.start();
        return follower;
    }

    private void follow() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::handOn);
            }
        } catch (WakeupException closing) {
            LOG.debug("No longer following the topics");
        }
    }

    private void handOn(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = headersOf(message);
        if (message.topic().equals(Topic.Names.DEAD_LETTERS)) {
            listener.onDeadLetter(DeadLetter.of(headers));
        } else if (message.value() != null) {
            try {
                listener.onHappening(new Happening(codec.decode(headers, message.value())));
            } catch (MalformedMessage e) {
                // The service that reads this topic reports it; this one only looks on.
                LOG.debugf("A record of %s is malformed: %s", message.topic(), e.getMessage());
            }
        }
    }

    private static Map<String, String> headersOf(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return headers;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
