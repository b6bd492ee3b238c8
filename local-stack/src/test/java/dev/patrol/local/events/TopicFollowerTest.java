package dev.patrol.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {
    private static final KafkaBroker BROKER = new KafkaBroker();

    private final List<Payload> happenings = new CopyOnWriteArrayList<>();
    private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    private TopicWriter writer;
    private TopicFollower follower;

    @BeforeAll
    static void startBroker() {
        BROKER.start();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.stop();
    }

    @BeforeEach
    void openWriter() {
        writer = TopicWriter.ofTest();
    }

    @AfterEach
    void close() {
        follower.close();
        writer.close();
    }

    @Test
    void readsWhatWasWrittenBeforeItStarted() {
        // Given
        writer.write(Payloads.expiring("early"));

        // When
        follow();

        // Then
        await().untilAsserted(() -> assertThat(happenings).contains(Payloads.expiring("early")));
    }

    @Test
    void goesOnAfterWhatIsMalformed() {
        // Given
        follow();
        String topic = Topic.TOKEN_EXPIRING.topicName();
        Map<String, String> headers = Map.of(
                MessageCodec.SPEC_VERSION,
                "1.0",
                MessageCodec.ID,
                "1",
                MessageCodec.SOURCE,
                "/test",
                MessageCodec.TYPE,
                "dev.patrol.token.expiring.v1",
                MessageCodec.TIME,
                "2026-05-04T12:00:00Z");

        // When
        writer.writeRaw(topic, "late", Map.of(), "no headers".getBytes(UTF_8));
        writer.writeRaw(topic, "late", headers, "no JSON".getBytes(UTF_8));
        writer.writeRaw(topic, "late", headers, new byte[] {(byte) 0xFF});
        writer.writeRaw(topic, "late", headers, null);
        writer.writeRaw(topic, Payloads.expiring("late").recordKey(), Map.of(), null);
        writer.write(Payloads.expiring("late"));

        // Then
        await().untilAsserted(() -> assertThat(happenings).contains(Payloads.expiring("late")));
    }

    @Test
    void reportsDeadLettersWithTheirTopicAndReason() {
        // Given
        follow();

        // When
        writer.writeRaw(
                Topic.Names.DEAD_LETTERS,
                "1",
                Map.of("dead-letter-topic", "patrol.token-rotated", "dead-letter-reason", "No JSON"),
                new byte[0]);
        writer.writeRaw(Topic.Names.DEAD_LETTERS, "2", Map.of(), null);

        // Then
        await().untilAsserted(() -> assertThat(deadLetters)
                .containsExactly(
                        new DeadLetter("patrol.token-rotated", "No JSON"),
                        new DeadLetter("an unknown topic", "for an unknown reason")));
    }

    private void follow() {
        follower = TopicFollower.start(KafkaBroker.broker().bootstrapServers(), new TopicFollower.Listener() {
            @Override
            public void onHappening(Happening happening) {
                happenings.add(happening.payload());
            }

            @Override
            public void onDeadLetter(DeadLetter letter) {
                deadLetters.add(letter);
            }
        });
    }
}
