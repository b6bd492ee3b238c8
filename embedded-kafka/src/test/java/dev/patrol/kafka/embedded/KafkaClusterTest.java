package dev.patrol.kafka.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTest {
    private static final int BROKERS = 3;

    @TempDir
    Path directory;

    @Test
    void whatWasWrittenIsThereWhicheverBrokerIsAway() throws Exception {
        try (KafkaCluster cluster = KafkaCluster.start(BROKERS, directory);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", cluster.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            // Given
            cluster.createTopics(List.of(new TopicSpec("words", 1, Map.of())));

            // When
            for (int broker = 0; broker < BROKERS; broker++) {
                cluster.stop(broker);
                producer.send(new ProducerRecord<>("words", "while " + broker + " was away"))
                        .get(1, TimeUnit.MINUTES);
                cluster.start(broker);
            }

            // Then
            assertThat(words(cluster)).containsExactly("while 0 was away", "while 1 was away", "while 2 was away");
        }
    }

    private static List<String> words(KafkaCluster cluster) {
        List<String> words = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition all = new TopicPartition("words", 0);
            consumer.assign(List.of(all));
            consumer.seekToBeginning(List.of(all));
            long end = consumer.endOffsets(List.of(all)).get(all);
            while (consumer.position(all) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> words.add(message.value()));
            }
        }
        return words;
    }
}
