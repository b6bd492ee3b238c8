package dev.patrol.kafka.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaTest {

    @Test
    void keepsPortAndRecordsOverARestart() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0)) {
            // Given
            broker.createTopics(List.of(new TopicSpec("words", 1, Map.of())));
            String before = broker.bootstrapServers();
            write(broker, "words", "hello");

            // When
            broker.stop();
            broker.start();

            // Then
            assertThat(broker.bootstrapServers()).isEqualTo(before);
            assertThat(read(broker, "words")).isEqualTo("hello");
        }
    }

    @Test
    void createsNoTopicByAccident() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0)) {
            // When / Then
            assertThatThrownBy(() -> write(broker, "mistyped", "hello"))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void twoBrokersRunBesideEachOther() throws Exception {
        try (EmbeddedKafka one = EmbeddedKafka.start(0);
                EmbeddedKafka other = EmbeddedKafka.start(0)) {
            // Given
            one.createTopics(List.of(new TopicSpec("words", 1, Map.of())));
            other.createTopics(List.of(new TopicSpec("words", 1, Map.of())));

            // When
            write(one, "words", "one");
            write(other, "words", "other");

            // Then
            assertThat(read(one, "words")).isEqualTo("one");
            assertThat(read(other, "words")).isEqualTo("other");
        }
    }

    private static void write(EmbeddedKafka broker, String topic, String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", 2000, "retries", 0);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static String read(EmbeddedKafka broker, String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = List.of(new TopicPartition(topic, 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
        }
    }
}
