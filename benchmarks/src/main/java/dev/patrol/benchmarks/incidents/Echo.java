package dev.patrol.benchmarks.incidents;

import dev.patrol.benchmarks.harness.Site;
import dev.patrol.model.Scan;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The time from handing a record to the same producer until a bare consumer has it: what no program on this broker can beat. */
final class Echo implements AutoCloseable {
    /** One partition, and no scanner is here to read it. */
    private static final Topic TOPIC = Topic.SCAN_COMMANDS;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Site site;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private Echo(Site site, KafkaConsumer<byte[], byte[]> consumer) {
        this.site = site;
        this.consumer = consumer;
    }

    static Echo of(Site site) {
        var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", site.bootstrapServers(), "fetch.max.wait.ms", 50),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(new TopicPartition(TOPIC.topicName(), 0));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        consumer.position(partitions.get(0));
        return new Echo(site, consumer);
    }

    Duration time() {
        long start = System.nanoTime();
        site.publish(
                Envelope.first(new Scan("To be read back.", "benchmark", ""), URI.create("/benchmark"), Instant.now()));
        while (consumer.poll(POLL).isEmpty()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("The broker does not bring back what it was given");
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
