package dev.patrol.benchmarks.detection;

import dev.patrol.benchmarks.harness.Site;
import dev.patrol.model.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows what the detector finds. */
final class Findings implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private int found;

    private Findings(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static Findings of(Site site) {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        site.bootstrapServers(),
                        "fetch.max.wait.ms",
                        20,
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.Names.TOKEN_COMPROMISED).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new Findings(consumer);
    }

    /** How many there are by now. */
    int count() {
        found += consumer.poll(POLL).count();
        return found;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
