package dev.patrol.benchmarks.rotations;

import dev.patrol.benchmarks.harness.Site;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows what is said of dead tokens and of failures. */
final class Revocations implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final MessageCodec codec = new MessageCodec();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<UUID> dead = new HashSet<>();
    private long failures;

    private Revocations(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** From the beginning of the topics. */
    static Revocations of(Site site) {
        var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", site.bootstrapServers(), "fetch.max.wait.ms", 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topic.TOKEN_REVOKED, Topic.ROTATION_FAILED)
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new Revocations(consumer);
    }

    /**
     * Returns as soon as all of these have been announced as dead.
     *
     * @param meanwhile done over and over
     * @throws IllegalStateException if that takes longer than the patience
     */
    void await(Set<UUID> tokens, Duration patience, Runnable meanwhile) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!dead.containsAll(tokens)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("After " + patience.toSeconds() + " s " + dead.size() + " of "
                        + tokens.size() + " tokens are announced dead, and " + failures + " failures");
            }
            consumer.poll(POLL).forEach(this::note);
            meanwhile.run();
        }
    }

    /** Rotations that were announced as failed, whether or not they were tried again. */
    long failures() {
        return failures;
    }

    private void note(ConsumerRecord<byte[], byte[]> message) {
        if (message.topic().equals(Topic.Names.ROTATION_FAILED)) {
            failures++;
            return;
        }
        Map<String, String> headers = new HashMap<>();
        message.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        if (codec.decode(headers, message.value()).payload() instanceof TokenRevoked revoked) {
            dead.add(revoked.token().authorizationId());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
