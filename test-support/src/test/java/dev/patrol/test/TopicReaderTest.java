package dev.patrol.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MalformedMessage;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read is what was written, over a real broker. */
class TopicReaderTest {
    private static final KafkaBroker BROKER = new KafkaBroker();

    private TopicWriter writer;
    private String name;

    @BeforeAll
    static void startBroker() {
        BROKER.start();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.stop();
    }

    @BeforeEach
    void open() {
        writer = TopicWriter.ofTest();
        name = UUID.randomUUID().toString();
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void findsWhatWasWrittenBeforeItWasOpenedAndFindsItAgain() {
        // Given
        Envelope<RotationAcknowledged> written = writer.write(acknowledgedBy("early"));

        try (TopicReader reader = TopicReader.of(Topic.ROTATION_ACKNOWLEDGEMENTS)) {
            // When
            ConsumerRecord<String, byte[]> first = reader.awaitRecord(this::isOfThisTest);
            ConsumerRecord<String, byte[]> again = reader.awaitRecord(this::isOfThisTest);

            // Then
            assertThat(reader.open(first)).isEqualTo(written);
            assertThat(again).isSameAs(first);
        }
    }

    @Test
    void fromNowReadsOnlyWhatIsWrittenLater() {
        // Given
        writer.write(acknowledgedBy("early"));

        try (TopicReader reader = TopicReader.fromNow(Topic.ROTATION_ACKNOWLEDGEMENTS)) {
            // When
            writer.write(acknowledgedBy("late"));

            // Then
            assertThat(reader.allEvents(RotationAcknowledged.class))
                    .extracting(RotationAcknowledged::dependent)
                    .containsExactly("late");
        }
    }

    @Test
    void allReadsEveryPartitionToItsEnd() {
        // Given
        List<RotationAcknowledged> written = IntStream.range(0, 60)
                .mapToObj(number -> new RotationAcknowledged("contoso", name + number, UUID.randomUUID(), "web"))
                .toList();
        written.forEach(writer::write);

        try (TopicReader reader = TopicReader.of(Topic.ROTATION_ACKNOWLEDGEMENTS)) {
            // When
            List<ConsumerRecord<String, byte[]>> all =
                    reader.all().stream().filter(this::isOfThisTest).toList();

            // Then
            assertThat(all).hasSize(60);
            assertThat(all).extracting(ConsumerRecord::partition).satisfies(partitions -> assertThat(
                            new HashSet<>(partitions))
                    .hasSizeGreaterThan(1));
            assertThat(reader.allEvents(RotationAcknowledged.class)).containsAll(written);
        }
    }

    @Test
    void anEventIsOnlyGivenWhereItsRecordKeepsTheContract() {
        // Given
        EncodedMessage message =
                new MessageCodec().encode(Envelope.first(acknowledgedBy("web"), URI.create("/test"), Instant.now()));
        Map<String, String> traced = new HashMap<>(message.headers());
        traced.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        try (TopicReader reader = TopicReader.of(Topic.ROTATION_ACKNOWLEDGEMENTS)) {
            // When
            writer.writeRaw(message.topic(), message.key(), traced, message.value());
            writer.write(acknowledgedBy("untraced"));

            // Then
            assertThat(reader.awaitEvent(RotationAcknowledged.class, dependent("web"))
                            .payload())
                    .isEqualTo(acknowledgedBy("web"));
            assertThatThrownBy(() -> reader.awaitEvent(RotationAcknowledged.class, dependent("untraced")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("traceparent");
        }
    }

    @Test
    void readsWhatIsMalformedAsItWasWritten() {
        // Given
        byte[] noJson = {(byte) 0xFF, 0};
        writer.writeRaw(Topic.Names.DEAD_LETTERS, name, Map.of("dead-letter-reason", "No JSON"), noJson);

        try (TopicReader reader = TopicReader.of(Topic.DEAD_LETTERS)) {
            // When
            ConsumerRecord<String, byte[]> message = reader.awaitRecord(this::isOfThisTest);

            // Then
            assertThat(message.value()).isEqualTo(noJson);
            assertThat(TopicReader.headersOf(message)).containsEntry("dead-letter-reason", "No JSON");
            assertThatThrownBy(() -> reader.open(message)).isInstanceOf(MalformedMessage.class);
        }
    }

    @Test
    void givesUpOnARecordThatDoesNotComeAndSaysWhereItWaited() {
        // Given
        Duration patience = Duration.ofMillis(400);

        try (TopicReader reader = new TopicReader(KafkaBroker.bootstrapServers(), Topic.AUDIT_REPORT, patience)) {
            // When / Then
            assertThatThrownBy(() -> reader.awaitRecord(this::isOfThisTest))
                    .isInstanceOf(ConditionTimeoutException.class)
                    .hasMessageContaining(Topic.Names.AUDIT_REPORT);
        }
    }

    /** The lineage's secret is of this test alone, so that the tests don't see each other's records. */
    private RotationAcknowledged acknowledgedBy(String dependent) {
        return new RotationAcknowledged("contoso", name, UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), dependent);
    }

    private Predicate<RotationAcknowledged> dependent(String dependent) {
        return acknowledged -> acknowledged.secretName().equals(name)
                && acknowledged.dependent().equals(dependent);
    }

    private boolean isOfThisTest(ConsumerRecord<String, byte[]> message) {
        return message.key().startsWith(name);
    }
}
