package dev.patrol.benchmarks.incidents;

import dev.patrol.benchmarks.harness.Site;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.BreakGlassProgressed.Phase;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows what is said of break-glasses. */
final class Ends implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final MessageCodec codec = new MessageCodec();
    private final KafkaConsumer<byte[], byte[]> consumer;

    private Ends(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static Ends of(Site site) {
        var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", site.bootstrapServers(), "fetch.max.wait.ms", 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.Names.COMMAND_RESULTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new Ends(consumer);
    }

    /**
     * What a break-glass came to.
     *
     * @param phases when each was said to begin
     */
    record End(BreakGlassEnded said, Map<Phase, Instant> phases) {}

    /** @throws IllegalStateException where it is refused, or takes longer than the patience */
    End await(Envelope<?> command, Duration patience) {
        Map<Phase, Instant> phases = new EnumMap<>(Phase.class);
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                Payload said = payloadOf(message);
                if (said instanceof BreakGlassEnded end && end.commandId().equals(command.id())) {
                    return new End(end, phases);
                }
                if (said instanceof BreakGlassProgressed progressed
                        && progressed.commandId().equals(command.id())) {
                    phases.putIfAbsent(progressed.phase(), Instant.ofEpochMilli(message.timestamp()));
                }
                if (said instanceof CommandRefused refused
                        && refused.commandId().equals(command.id())) {
                    throw new IllegalStateException("It was refused: " + refused.reason());
                }
            }
        }
        throw new IllegalStateException("After " + patience.toSeconds() + " s the break-glass has not ended");
    }

    private Payload payloadOf(ConsumerRecord<byte[], byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        message.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return codec.decode(headers, message.value()).payload();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
