package dev.patrol.kafka.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void createsTopicsAsDeclaredAndLeavesThoseThatAreThere() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(BrokerConfig.defaults().withDefaultPartitions(5))) {
            // Given
            broker.createTopics(List.of(new TopicSpec("kept", 3, Map.of("cleanup.policy", "compact"))));

            // When
            broker.createTopics(List.of(new TopicSpec("kept", 7, Map.of()), new TopicSpec("unnumbered", -1, Map.of())));

            // Then
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                assertThat(partitions(admin, "kept")).isEqualTo(3);
                assertThat(cleanupPolicy(admin, "kept")).isEqualTo("compact");
                assertThat(partitions(admin, "unnumbered")).isEqualTo(5);
            }
        }
    }

    @Test
    void deletesADirectoryOfItsOwn() {
        // Given
        EmbeddedKafka broker = EmbeddedKafka.start(0);
        assertThat(broker.directory()).isDirectory();

        // When
        broker.close();
        broker.close();

        // Then
        assertThat(broker.directory()).doesNotExist();
    }

    @Test
    void keepsADirectoryThatItWasGivenForALaterBroker(@TempDir Path folder) throws Exception {
        // Given
        BrokerConfig config = BrokerConfig.defaults().withDirectory(folder.resolve("broker"));
        try (EmbeddedKafka earlier = EmbeddedKafka.start(config)) {
            earlier.createTopics(List.of(new TopicSpec("words", 1, Map.of())));
            write(earlier, "words", "hello");
        }

        // When
        try (EmbeddedKafka later = EmbeddedKafka.start(config)) {

            // Then
            assertThat(read(later, "words")).isEqualTo("hello");
        }
    }

    @Test
    void letsTheJvmEndOnceClosed() throws Exception {
        // Given
        Set<Thread> before = keepingTheJvmAlive();
        EmbeddedKafka broker = EmbeddedKafka.start(0);
        broker.createTopics(List.of(new TopicSpec("words", 1, Map.of())));
        write(broker, "words", "hello");

        // When
        broker.close();

        // Then
        assertThat(stillAlive(before)).isEmpty();
    }

    @Test
    void refusesAPortThatIsTakenByItsNumber() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When / Then
            assertThatThrownBy(() -> EmbeddedKafka.start(taken.getLocalPort()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere a port can't be reserved beside who listens.")
    void aStoppedBrokersPortIsGivenToNobodyElse() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0);
                Socket other = new Socket()) {
            // Given
            int port = portOf(broker);
            broker.stop();

            // When / Then
            other.setReuseAddress(false);
            assertThatThrownBy(() -> other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void aFailedRestartLeavesNothingRunningAndCanBeTriedAgain() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0)) {
            // Given
            broker.createTopics(List.of(new TopicSpec("words", 1, Map.of())));
            write(broker, "words", "hello");
            broker.stop();
            Set<Thread> before = keepingTheJvmAlive();

            // When
            try (ServerSocket taken = new ServerSocket(portOf(broker), 1, InetAddress.getLoopbackAddress())) {
                assertThat(taken.isBound()).isTrue();
                assertThatThrownBy(broker::start).isInstanceOf(IllegalStateException.class);
            }

            // Then
            assertThat(stillAlive(before)).isEmpty();
            broker.start();
            assertThat(read(broker, "words")).isEqualTo("hello");
        }
    }

    @Test
    void anInterruptStopsTheBrokerAndNotTheJvm() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0)) {
            // Given
            broker.createTopics(List.of(new TopicSpec("words", 1, Map.of())));
            write(broker, "words", "hello");
            Thread.currentThread().interrupt();

            // When
            broker.stop();
            assertThatThrownBy(broker::start).isInstanceOf(IllegalStateException.class);

            // Then
            assertThat(Thread.interrupted()).isTrue();
            broker.start();
            assertThat(read(broker, "words")).isEqualTo("hello");
        } finally {
            Thread.interrupted();
        }
    }

    private static int portOf(EmbeddedKafka broker) {
        return Integer.parseInt(broker.bootstrapServers().split(":")[1]);
    }

    private static Set<Thread> keepingTheJvmAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    private static List<Thread> stillAlive(Set<Thread> before) throws InterruptedException {
        List<Thread> alive = new ArrayList<>();
        for (Thread thread : keepingTheJvmAlive()) {
            if (!before.contains(thread)) {
                thread.join(Duration.ofSeconds(10).toMillis());
                if (thread.isAlive()) {
                    alive.add(thread);
                }
            }
        }
        return alive;
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    private static String cleanupPolicy(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get("cleanup.policy")
                .value();
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
