package dev.patrol.cli.check.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.cli.Ran;
import dev.patrol.cli.Sockets;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaCheckTest {
    private static final String AREA = "Kafka";
    private static EmbeddedKafka broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void saysWhichTopicsAreMissingOrOtherThanTheContractWantsAndHowToMendThem() throws Exception {
        // Given
        broker.createTopics(Arrays.stream(Topic.values())
                .filter(topic -> topic != Topic.SCAN_COMMANDS)
                .map(KafkaCheckTest::crooked)
                .toList());

        // When
        Ran check = check(broker.bootstrapServers());

        // Then
        assertThat(check.state(AREA, "brokers")).isEqualTo("ok");
        assertThat(check.sentence(AREA, "topics")).startsWith("3 of " + Topic.values().length + " ");
        assertThat(check.sentence(AREA, "patrol.scan-commands"))
                .contains("is missing", "kafka-topics.sh --create --topic patrol.scan-commands --partitions 1");
        assertThat(check.sentence(AREA, "patrol.revoke-commands"))
                .contains("3 partitions instead of 12", "./patrol topics --repair");
        // It has more partitions than declared, which keeps Patrol from nothing.
        assertThat(check.find(AREA, "patrol.audit-report")).isEmpty();
        assertThat(check.sentence(AREA, "patrol.rotation-ledger"))
                .contains("cleanup.policy=delete instead of compact", "./patrol topics --repair");
        assertThat(check.find(AREA, "patrol.tokens")).isEmpty();
        assertThat(check.state(AREA, "rights")).isEqualTo("ok");

        // Given
        deleteTheCrooked();

        // When, Then
        // A topic that is just being deleted may be there for the one question and not for the next.
        await().ignoreException(IllegalStateException.class).untilAsserted(() -> {
            // Nothing but what is gone by now.
            broker.createTopics(Arrays.stream(Topic.values())
                    .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                    .toList());
            Ran again = check(broker.bootstrapServers());
            assertThat(again.state(AREA, "topics")).isEqualTo("ok");
            assertThat(again.state(AREA, "rights")).isEqualTo("ok");
        });
        assertThat(recordsOnAllTopics()).isZero();
    }

    @Test
    void saysThatNobodyListens() {
        // When
        Ran check = check("127.0.0.1:" + Sockets.unused());

        // Then
        assertThat(check.state(AREA, "brokers")).isEqualTo("not-ok");
        assertThat(check.sentence(AREA, "brokers")).startsWith("Nobody listens at 127.0.0.1:");
        assertThat(check.state(AREA, "topics")).isEqualTo("not-tried");
        assertThat(check.state(AREA, "rights")).isEqualTo("not-tried");
    }

    @Test
    void oneBrokerOfSeveralIsEnoughToBegin() {
        // When
        Ran check = check("127.0.0.1:" + Sockets.unused() + "," + broker.bootstrapServers());

        // Then
        assertThat(check.state(AREA, "brokers")).isEqualTo("ok");
    }

    @Test
    void saysThatNoHostHasThatName() {
        // When
        Ran check = check("kafka.invalid:9092");

        // Then
        assertThat(check.sentence(AREA, "brokers")).startsWith("No host is known here by the name kafka.invalid.");
    }

    @Test
    void saysThatSomebodyElseListensThere() throws IOException {
        // Given
        try (ServerSocket silent = Sockets.silent()) {
            // When
            Ran check = check("127.0.0.1:" + silent.getLocalPort());

            // Then
            assertThat(check.sentence(AREA, "brokers"))
                    .contains("does not answer as a Kafka broker does to KAFKA_SECURITY_PROTOCOL=PLAINTEXT");
        }
    }

    @Test
    void settingsThatMakeNoSenseAreNotQuoted() {
        // When
        Ran check = Ran.inProcess(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                        "KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                        "KAFKA_SASL_MECHANISM", "PLAIN",
                        "KAFKA_SASL_JAAS_CONFIG", "PlainLoginModule required password=hunter2"),
                "check",
                "--json",
                "--service",
                "notifier");

        // Then
        assertThat(check.sentence(AREA, "brokers")).startsWith("Kafka's client does not take the settings");
        assertThat(check.everything()).doesNotContain("hunter2");
    }

    private static TopicSpec crooked(Topic topic) {
        return switch (topic) {
            case REVOKE_COMMANDS -> new TopicSpec(topic.topicName(), 3, topic.config());
            case AUDIT_REPORT -> new TopicSpec(topic.topicName(), 2, topic.config());
            case ROTATION_LEDGER -> new TopicSpec(topic.topicName(), topic.partitions(), Map.of());
            default -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config());
        };
    }

    private static void deleteTheCrooked() throws ExecutionException, InterruptedException {
        List<Topic> crooked = List.of(Topic.REVOKE_COMMANDS, Topic.AUDIT_REPORT, Topic.ROTATION_LEDGER);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(crooked.stream().map(Topic::topicName).toList())
                    .all()
                    .get();
        }
    }

    private static long recordsOnAllTopics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> ends = Arrays.stream(Topic.values())
                    .flatMap(topic -> IntStream.range(0, topic.partitions())
                            .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    /** The rest is not set, and is not looked at here. */
    private static Ran check(String servers) {
        return Ran.inProcess(Map.of("KAFKA_BOOTSTRAP_SERVERS", servers), "check", "--json");
    }
}
