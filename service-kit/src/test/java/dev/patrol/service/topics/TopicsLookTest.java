package dev.patrol.service.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patrol.kafka.embedded.BrokerConfig;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import dev.patrol.model.topics.Service;
import dev.patrol.model.topics.TopicDifference;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
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
                Admin admin = Admin.create(connection(broker))) {
            // Given
            broker.createTopics(Arrays.stream(Topic.values())
                    .filter(topic -> topic != Topic.MAIL_OUTBOX)
                    .map(TopicsLookTest::crooked)
                    .toList());

            // When
            TopicsLook look = TopicsLook.at(admin, Service.NOTIFIER);

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
            DeclaredTopics topics = topics(connection(broker), REQUIRED);
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
            DeclaredTopics topics = topics(as("stranger", broker), REQUIRED);
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
    void whoMayNotReadOrWriteASingleTopicIsToldWhich() throws Exception {
        try (EmbeddedKafka broker = withRightsBut(Topic.TOKEN_ROTATED, Topic.MAIL_OUTBOX);
                Admin stranger = Admin.create(as("stranger", broker))) {
            // When
            TopicsLook look = TopicsLook.at(stranger, Service.NOTIFIER);

            // Then
            assertThat(look.differences())
                    .containsExactlyInAnyOrder(
                            TopicDifference.forbidden(Topic.TOKEN_ROTATED, List.of("Read")),
                            TopicDifference.forbidden(Topic.MAIL_OUTBOX, List.of("Read", "Write")));
            assertThat(look.hidden()).containsExactly(Topic.MAIL_OUTBOX);
            assertThat(look.isGrave()).isTrue();
        }
    }

    @Test
    void brokersThatCanNotTellRightsLeaveThemOpen() throws Exception {
        try (EmbeddedKafka broker = withRightsBut(Topic.TOKEN_ROTATED, Topic.MAIL_OUTBOX);
                Admin stranger = Admin.create(as("stranger", broker))) {
            // When
            TopicsLook look = TopicsLook.at(untold(stranger), Service.NOTIFIER);

            // Then
            assertThat(look).isEqualTo(new TopicsLook(List.of(), Set.of(Topic.MAIL_OUTBOX), false));
        }
    }

    @Test
    void whereItIsOnlyToBeToldTheServiceIsReadyAllTheSame() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(0)) {
            // Given
            DeclaredTopics topics = topics(connection(broker), TOLD);
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
            DeclaredTopics topics = new DeclaredTopics(
                    new BrokenOnce(connection(broker)), Service.NOTIFIER, REQUIRED, Duration.ofMillis(100));

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
        DeclaredTopics required = topics(Map.of(), REQUIRED);
        DeclaredTopics onlyTold = topics(Map.of(), TOLD);

        // When
        List<Logger.Level> levels =
                List.of(required.level(grave), required.level(told), onlyTold.level(grave), onlyTold.level(told));

        // Then
        assertThat(levels).containsExactly(Logger.Level.ERROR, Logger.Level.WARN, Logger.Level.WARN, Logger.Level.WARN);
    }

    private static DeclaredTopics topics(Map<String, Object> connection, TopicsSettings settings) {
        return new DeclaredTopics(connection, "notifier", settings);
    }

    /**
     * A broker where the stranger may do what the notifier does, but nothing with one topic but see it, and with another not even
     * that.
     */
    private static EmbeddedKafka withRightsBut(Topic seen, Topic unseen) throws Exception {
        EmbeddedKafka broker = EmbeddedKafka.start(BrokerConfig.defaults().withSettings(withRights(), login("admin")));
        broker.createTopics(Stream.of(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        List<AclBinding> rights = new ArrayList<>();
        for (Topic topic : EnumSet.complementOf(EnumSet.of(unseen))) {
            rights.add(right(topic, AclOperation.DESCRIBE));
            rights.add(right(topic, AclOperation.DESCRIBE_CONFIGS));
            if (topic != seen && Service.NOTIFIER.reads().contains(topic)) {
                rights.add(right(topic, AclOperation.READ));
            }
            if (topic != seen && Service.NOTIFIER.writes().contains(topic)) {
                rights.add(right(topic, AclOperation.WRITE));
            }
        }
        try (Admin administrator = Admin.create(as("admin", broker))) {
            administrator.createAcls(rights).all().get(30, TimeUnit.SECONDS);
        }
        return broker;
    }

    private static AclBinding right(Topic topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic.topicName(), PatternType.LITERAL),
                new AccessControlEntry("User:stranger", "*", operation, AclPermissionType.ALLOW));
    }

    /** What Kafka's client makes of rights that are asked of a broker before 2.3. */
    private static Admin untold(Admin admin) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (self, method, arguments) -> {
                    Object answer = method.invoke(admin, arguments);
                    boolean rights = arguments != null
                            && Stream.of(arguments)
                                    .anyMatch(argument -> argument instanceof DescribeTopicsOptions options
                                            && options.includeAuthorizedOperations());
                    return rights ? new Untold((DescribeTopicsResult) answer) : answer;
                });
    }

    private static final class Untold extends DescribeTopicsResult {
        private Untold(DescribeTopicsResult told) {
            super(
                    null,
                    told.topicNameValues().entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, topic -> untold(topic.getValue()))));
        }

        private static KafkaFuture<TopicDescription> untold(KafkaFuture<TopicDescription> told) {
            KafkaFutureImpl<TopicDescription> untold = new KafkaFutureImpl<>();
            told.whenComplete((seen, failure) -> {
                if (failure == null) {
                    untold.complete(new TopicDescription(seen.name(), seen.isInternal(), seen.partitions(), null));
                } else {
                    untold.completeExceptionally(new UnknownTopicOrPartitionException());
                }
            });
            return untold;
        }
    }

    private static Map<String, Object> as(String user, EmbeddedKafka broker) {
        Map<String, Object> settings = new HashMap<>(login(user));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return settings;
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
