package dev.patrol.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.Ran;
import dev.patrol.cli.Sockets;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicsCommandTest {
    private EmbeddedKafka broker;

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.start(0);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void createsEveryTopicAsTheContractDeclaresIt() throws Exception {
        // When
        Ran ran = topics("--replication-factor", "1", "--min-insync-replicas", "1");

        // Then
        assertThat(ran.exitCode()).as(ran.everything()).isZero();
        assertThat(ran.out())
                .contains("created patrol.tokens", Topic.values().length + " created, 0 were there already.");
        try (Admin admin = admin()) {
            for (Topic topic : Topic.values()) {
                TopicDescription seen = admin.describeTopics(List.of(topic.topicName()))
                        .allTopicNames()
                        .get()
                        .get(topic.topicName());
                assertThat(seen.partitions()).hasSize(topic.partitions());
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
                var config =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                topic.config()
                        .forEach((name, value) ->
                                assertThat(config.get(name).value()).as(name).isEqualTo(value));
                assertThat(config.get("min.insync.replicas").value()).isEqualTo("1");
            }
        }
    }

    @Test
    void createsNothingTheSecondTime() {
        // Given
        topics();

        // When
        Ran again = topics();

        // Then
        assertThat(again.exitCode()).isZero();
        assertThat(again.out())
                .isEqualToIgnoringNewLines("0 created, " + Topic.values().length + " were there already.");
    }

    @Test
    void createsNothingWhereItIsOnlyToSayWhatIsMissing() throws Exception {
        // When
        Ran ran = topics("--dry-run");

        // Then
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("would create patrol.rotation-ledger");
        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void saysWhatIsOtherwiseAndLeavesItAsItIs() throws Exception {
        // Given
        broker.createTopics(List.of(new TopicSpec("patrol.tokens", 3, Map.of("cleanup.policy", "delete"))));

        // When
        Ran ran = topics();

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("patrol.tokens: It has 3 partitions instead of 12", "./patrol topics --repair");
        try (Admin admin = admin()) {
            assertThat(admin.describeTopics(List.of("patrol.tokens"))
                            .allTopicNames()
                            .get()
                            .get("patrol.tokens")
                            .partitions())
                    .hasSize(3);
        }
    }

    @Test
    void repairsWhatIsOtherwiseWhereThatIsAskedFor() throws Exception {
        // Given
        broker.createTopics(List.of(
                new TopicSpec("patrol.tokens", 3, Map.of("cleanup.policy", "delete")),
                new TopicSpec("patrol.token-rotated", 12, Map.of("retention.ms", "1000"))));

        // When
        Ran ran = topics("--repair");

        // Then
        assertThat(ran.exitCode()).as(ran.everything()).isZero();
        assertThat(ran.out())
                .contains(
                        "repaired patrol.tokens: cleanup.policy=compact",
                        "repaired patrol.tokens: 12 partitions",
                        "repaired patrol.token-rotated: retention.ms=7776000000");
    }

    @Test
    void addsNoPartitionsToATopicThatHasRecords() throws Exception {
        // Given
        broker.createTopics(List.of(new TopicSpec("patrol.rotation-ledger", 3, Map.of("cleanup.policy", "compact"))));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("patrol.rotation-ledger", "lineage", "state"))
                    .get();
        }

        // When
        Ran ran = topics("--repair");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("patrol.rotation-ledger has records, so no partitions are added.");
    }

    @Test
    void saysThatThereAreTooFewBrokers() {
        // When
        Ran ran = topics("--replication-factor", "3");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("There are fewer brokers than --replication-factor");
    }

    @Test
    void saysThatNobodyAnswers() {
        // When
        Ran ran = Ran.inProcess(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + Sockets.unused()), "topics");

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("Check KAFKA_BOOTSTRAP_SERVERS");
    }

    static Stream<Arguments> wrongCalls() {
        return Stream.of(
                Arguments.of(List.of("--replication-factor", "0"), "should be 1 or more"),
                Arguments.of(List.of("--min-insync-replicas", "-1"), "should be 1 or more"),
                Arguments.of(
                        List.of("--replication-factor", "1", "--min-insync-replicas", "2"),
                        "nothing could be written"));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void takesNoFactorsThatMakeNoSense(List<String> arguments, String said) {
        // When
        Ran ran = topics(arguments.toArray(String[]::new));

        // Then
        assertThat(ran.exitCode()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(ran.err()).contains(said);
    }

    private Ran topics(String... arguments) {
        return Ran.inProcess(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()),
                Stream.concat(Stream.of("topics"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
