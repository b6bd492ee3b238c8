package dev.patrol.service.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patrol.kafka.embedded.BrokerConfig;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import dev.patrol.model.topics.TopicDifference;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class TopicsLookTest {
    private static final TopicsSettings REQUIRED = () -> TopicsSettings.Check.REQUIRE;
    private static final TopicsSettings TOLD = () -> TopicsSettings.Check.TELL;
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"its-password\"";

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
            DeclaredTopics topics = new DeclaredTopics(connection(broker), REQUIRED);
            TopicsReadiness readiness = new TopicsReadiness(topics, REQUIRED);
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

    @Test
    void whoMaySeeNoTopicIsNotReadyAndIsToldWhichRightsAreLacking() {
        try (EmbeddedKafka broker =
                EmbeddedKafka.start(BrokerConfig.defaults().withSettings(withRights(), login("admin")))) {
            // Given
            Map<String, Object> stranger = new HashMap<>(login("stranger"));
            stranger.put("bootstrap.servers", broker.bootstrapServers());
            DeclaredTopics topics = new DeclaredTopics(stranger, REQUIRED);
            TopicsReadiness readiness = new TopicsReadiness(topics, REQUIRED);

            // When
            topics.onStart(null);

            // Then
            Awaitility.await()
                    .untilAsserted(() -> assertThat(readiness.call().getData().orElseThrow())
                            .containsEntry("as declared", DeclaredTopics.hidden(Topic.values().length)));
            assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            topics.stop();
        }
    }

    @Test
    void whereItIsOnlyToBeToldTheServiceIsReadyAllTheSame() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0)) {
            // Given
            DeclaredTopics topics = new DeclaredTopics(connection(broker), TOLD);
            TopicsReadiness readiness = new TopicsReadiness(topics, TOLD);

            // When
            topics.onStart(null);

            // Then
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(readiness.call().getData().orElseThrow()).containsKey("patrol.mail-outbox"));
            assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            topics.stop();
        }
    }

    @Test
    void anErrorThatNobodyForesawDoesNotEndTheLooking() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0)) {
            // Given
            DeclaredTopics topics =
                    new DeclaredTopics(new BrokenOnce(connection(broker)), REQUIRED, Duration.ofMillis(100));

            // When
            topics.onStart(null);

            // Then
            Awaitility.await().untilAsserted(() -> assertThat(topics.last()).isPresent());
            topics.stop();
        }
    }

    @Test
    void whatAPersonHasToMendIsAnError() {
        // Given
        TopicDifference grave = TopicDifference.missing(Topic.ROTATION_LEDGER);
        TopicDifference told = new TopicDifference(Topic.TOKEN_ROTATED, false, "It keeps records for ever.");
        DeclaredTopics required = new DeclaredTopics(Map.of(), REQUIRED);
        DeclaredTopics onlyTold = new DeclaredTopics(Map.of(), TOLD);

        // When
        List<Logger.Level> levels =
                List.of(required.level(grave), required.level(told), onlyTold.level(grave), onlyTold.level(told));

        // Then
        assertThat(levels).containsExactly(Logger.Level.ERROR, Logger.Level.WARN, Logger.Level.WARN, Logger.Level.WARN);
    }

    /** The administrator may do everything, and the stranger nothing. */
    private static Map<String, String> withRights() {
        return Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "sasl.enabled.mechanisms", "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                        LOGIN.formatted("admin") + " user_admin=\"its-password\" user_stranger=\"its-password\";",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                // The controller's listener has no login.
                "super.users", "User:admin;User:ANONYMOUS");
    }

    private static Map<String, String> login(String user) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", LOGIN.formatted(user) + ";");
    }

    private static Map<String, Object> connection(EmbeddedKafka broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    /** Can't be read the first time. */
    private static final class BrokenOnce extends AbstractMap<String, Object> {
        private final Map<String, Object> settings;
        private final AtomicBoolean broken = new AtomicBoolean(true);

        private BrokenOnce(Map<String, Object> settings) {
            this.settings = settings;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("Not yet");
            }
            return settings.entrySet();
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
