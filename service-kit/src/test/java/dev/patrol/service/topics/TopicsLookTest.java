package dev.patrol.service.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class TopicsLookTest {
    @Test
    void whatIsMissingOrOtherwiseIsSeen() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Given
            broker.createTopics(Arrays.stream(Topic.values())
                    .filter(topic -> topic != Topic.MAIL_OUTBOX)
                    .map(TopicsLookTest::crooked)
                    .toList());

            // When
            TopicsLook look = TopicsLook.at(admin);

            // Then
            assertThat(look.differences())
                    .extracting(difference -> difference.topic(), difference -> difference.grave())
                    .containsExactlyInAnyOrder(
                            tuple(Topic.MAIL_OUTBOX, true),
                            tuple(Topic.ROTATION_LEDGER, true),
                            tuple(Topic.TOKEN_ROTATED, false),
                            tuple(Topic.AUDIT_REPORT, false));
            assertThat(look.isGrave()).isTrue();
            assertThat(look.hidden()).isEmpty();
        }
    }

    @Test
    void aServiceThatCanNotWorkWithItsTopicsIsNotReadyAndSaysWhatMendsIt() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0)) {
            // Given
            broker.createTopics(Stream.of(Topic.values())
                    .filter(topic -> topic != Topic.MAIL_OUTBOX)
                    .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                    .toList());
            DeclaredTopics topics = new DeclaredTopics(Map.of("bootstrap.servers", broker.bootstrapServers()));
            TopicsReadiness readiness = new TopicsReadiness(topics);
            assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);

            // When
            topics.onStart(null);

            // Then
            AtomicReference<HealthCheckResponse> seen = new AtomicReference<>();
            Awaitility.await().untilAsserted(() -> {
                seen.set(readiness.call());
                assertThat(seen.get().getData().orElseThrow()).containsOnlyKeys("patrol.mail-outbox");
            });
            assertThat(seen.get().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(seen.get().getData().orElseThrow())
                    .containsValue("It is missing. Create it with: ./patrol topics");
            topics.stop();
        }
    }

    private static TopicSpec crooked(Topic topic) {
        return switch (topic) {
            case ROTATION_LEDGER -> new TopicSpec(topic.topicName(), topic.partitions(), Map.of());
            case TOKEN_ROTATED ->
                new TopicSpec(
                        topic.topicName(),
                        topic.partitions(),
                        Map.of("cleanup.policy", "delete", "retention.ms", "1000"));
            case AUDIT_REPORT -> new TopicSpec(topic.topicName(), 2, topic.config());
            default -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config());
        };
    }
}
