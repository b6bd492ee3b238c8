package dev.patrol.benchmarks.detection;

import dev.patrol.benchmarks.harness.Site;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.MessageCodec;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the entries and parses them, and does nothing with them: what no detector can beat on one thread. */
final class PlainConsumer {
    private static final Duration POLL = Duration.ofMillis(200);

    private PlainConsumer() {}

    /**
     * Reads all of them.
     *
     * @param warmUp so many of the first are not timed
     * @return for the others
     */
    static Pace read(Site site, int entries, int warmUp) {
        MessageCodec codec = new MessageCodec();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", site.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.Names.AUDIT_ENTRIES).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            ThreadMXBean thread = ManagementFactory.getThreadMXBean();
            long start = System.nanoTime();
            long processor = thread.getCurrentThreadCpuTime();
            int read = 0;
            while (read < entries) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    if (!(codec.decode(headers(message), message.value()).payload() instanceof AuditEntry)) {
                        throw new IllegalStateException("What was written is not what is read");
                    }
                    if (++read == warmUp) {
                        start = System.nanoTime();
                        processor = thread.getCurrentThreadCpuTime();
                    }
                }
            }
            return new Pace(
                    Duration.ofNanos(System.nanoTime() - start),
                    Duration.ofNanos(thread.getCurrentThreadCpuTime() - processor));
        }
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        message.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
