package dev.patrol.cli.check.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.cli.Ran;
import dev.patrol.cli.SharedBroker;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.model.Topic;
import dev.patrol.model.topics.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupsCheckTest {
    private static final String AREA = "Kafka";
    private static final Clock SOON = Clock.systemUTC();
    private static final Clock TWENTY_MINUTES_LATER = Clock.offset(SOON, Duration.ofMinutes(20));
    private static final TopicPartition REVOKED = new TopicPartition(Topic.TOKEN_REVOKED.topicName(), 0);

    private final List<KafkaConsumer<String, String>> members = new ArrayList<>();
    private EmbeddedKafka broker;

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.start(0);
        SharedBroker.createTopics(broker);
    }

    @AfterEach
    void stop() {
        members.forEach(KafkaConsumer::close);
        broker.close();
    }

    @Test
    void beforeTheFirstStartNoServiceIsMissed() {
        // When
        Ran check = check(SOON);

        // Then
        assertThat(check.state(AREA, "services")).isEqualTo("not-needed");
        assertThat(check.find(AREA, "rotator")).isEmpty();
    }

    @Test
    void saysWhichServiceDoesNotRunAndInWhichGroupNobodyIs() {
        // Given
        join("notifier", Topic.TOKEN_REVOKED);
        join("rotator", Topic.TOKEN_EXPIRING);
        join("rotator-urgent", Topic.TOKEN_COMPROMISED);

        // When
        Ran check = check(SOON);

        // Then
        assertThat(check.sentence(AREA, "notifier")).isEqualTo("it runs, and keeps up");
        assertThat(check.state(AREA, "rotator")).isEqualTo("not-ok");
        assertThat(check.sentence(AREA, "rotator"))
                .startsWith("Nobody is in its group rotator-revoke-commands, rotator-rotate-commands, so nobody works");
        assertThat(check.sentence(AREA, "scanner")).startsWith("It does not run: nobody is in its group scanner.");
        assertThat(check.sentence(AREA, "audit"))
                .startsWith("It does not run: nobody is in its group patrol-audit-pollers, patrol-detector.");
    }

    @Test
    void aServiceThatShouldNotRunIsNotMissed() {
        // Given
        join("notifier", Topic.TOKEN_REVOKED);

        // When
        Ran check = check(SOON, "--service", "notifier");

        // Then
        assertThat(check.state(AREA, "notifier")).isEqualTo("ok");
        assertThat(check.find(AREA, "scanner")).isEmpty();
    }

    @Test
    void aServiceThatIsGoneIsMissedEvenWhereTheBrokersHaveForgottenItsGroup() {
        // Given
        write(Map.of(), new ProducerRecord<>(Topic.TOKENS.topicName(), 0, "k", "v"));

        // When
        Ran check = check(SOON);

        // Then
        for (Service service : Service.values()) {
            assertThat(check.sentence(AREA, service.word())).startsWith("It does not run");
        }
    }

    @Test
    void saysWhatWaitsForTooLong() {
        // Given
        join("notifier", Topic.TOKEN_REVOKED);
        write(Map.of(), new ProducerRecord<>(REVOKED.topic(), REVOKED.partition(), "k", "v"));
        write(Map.of(), new ProducerRecord<>(REVOKED.topic(), REVOKED.partition(), "k", "v"));
        commit(0);

        // When
        Ran soon = check(SOON, "--service", "notifier");
        Ran later = check(TWENTY_MINUTES_LATER, "--service", "notifier");

        // Then
        assertThat(soon.state(AREA, "notifier")).isEqualTo("ok");
        assertThat(later.state(AREA, "notifier")).isEqualTo("not-ok");
        assertThat(later.sentence(AREA, "notifier"))
                .startsWith(
                        "It lags: 2 records of patrol.token-revoked not dealt with, the oldest for more than 15 min.");
    }

    @Test
    void theEndOfATransactionWaitsForNobody() {
        // Given
        join("notifier", Topic.TOKEN_REVOKED);
        write(
                Map.of("transactional.id", "detector"),
                new ProducerRecord<>(REVOKED.topic(), REVOKED.partition(), "k", "v"));
        commit(1);

        // When
        Ran check = check(TWENTY_MINUTES_LATER, "--service", "notifier");

        // Then
        assertThat(check.state(AREA, "notifier")).isEqualTo("ok");
    }

    private void join(String group, Topic topic) {
        KafkaConsumer<String, String> member = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        group,
                        "enable.auto.commit",
                        "false"),
                new StringDeserializer(),
                new StringDeserializer());
        members.add(member);
        member.subscribe(List.of(topic.topicName()));
        await().untilAsserted(() -> {
            member.poll(Duration.ofMillis(100));
            assertThat(member.assignment()).isNotEmpty();
        });
    }

    private void commit(long offset) {
        members.get(0).commitSync(Map.of(REVOKED, new OffsetAndMetadata(offset)));
    }

    private void write(Map<String, Object> more, ProducerRecord<String, String> message) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            if (!more.isEmpty()) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            producer.send(message);
            producer.flush();
            if (!more.isEmpty()) {
                producer.commitTransaction();
            }
        }
    }

    private Ran check(Clock clock, String... more) {
        return Ran.inProcess(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()),
                clock,
                "",
                Stream.concat(Stream.of("check", "--json"), Stream.of(more)).toArray(String[]::new));
    }
}
