package dev.patrol.audit.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several elections as several instances have them, with a real broker. */
class ElectionTest {
    private static final List<String> ORGANIZATIONS =
            IntStream.range(0, 30).mapToObj(number -> "organization-" + number).toList();
    private static final Election.Timing QUICK = new Election.Timing(Duration.ofSeconds(3), Duration.ofMillis(300));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static EmbeddedKafka broker;

    private final List<Instance> instances = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(0);
        broker.createTopics(List.of(new TopicSpec(
                Topic.AUDIT_ENTRIES.topicName(), Topic.AUDIT_ENTRIES.partitions(), Topic.AUDIT_ENTRIES.config())));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void endAll() {
        instances.forEach(Instance::close);
    }

    @Test
    void oneInstanceFollowsEverything() {
        // When
        Instance only = join();

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(only.following).containsExactlyInAnyOrderElementsOf(ORGANIZATIONS));
    }

    @Test
    void eachOrganizationIsFollowedByExactlyOneOfTwo() {
        // Given
        Instance one = join();
        await().atMost(PATIENCE).until(() -> one.following.size() == ORGANIZATIONS.size());

        // When
        Instance other = join();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(other.following).isNotEmpty().doesNotContainAnyElementsOf(one.following);
            assertThat(union(one, other)).containsExactlyInAnyOrderElementsOf(ORGANIZATIONS);
        });
    }

    @Test
    void theOtherTakesOverWhereOneIsClosedAndKeepsWhatItHas() {
        // Given
        Instance one = join();
        Instance other = join();
        awaitShared(one, other);
        Set<String> kept = other.following;

        // When
        one.close();

        // Then
        assertThat(one.following).isEmpty();
        await().atMost(PATIENCE).until(() -> other.following.size() == ORGANIZATIONS.size());
        assertThat(other.told).allSatisfy(told -> assertThat(told).containsAll(kept));
    }

    @Test
    void whoHearsNothingOfTheBrokerFollowsNothingUntilItIsBack() {
        // Given
        Instance one = join();
        await().atMost(PATIENCE).until(() -> one.following.size() == ORGANIZATIONS.size());

        // When
        broker.stop();

        // Then
        await().atMost(PATIENCE).until(() -> one.cutOff);
        assertThat(one.following).isEmpty();
        broker.start();
        await().atMost(PATIENCE).until(() -> one.following.size() == ORGANIZATIONS.size());
    }

    @Test
    void nothingIsReadOrCommitted() throws Exception {
        // Given
        Instance one = join();
        await().atMost(PATIENCE).until(() -> one.following.size() == ORGANIZATIONS.size());

        // When
        one.close();

        // Then
        try (Admin admin = Admin.create(connection())) {
            assertThat(admin.listConsumerGroupOffsets(Election.GROUP)
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .isEmpty();
        }
    }

    @Test
    void thePlaceOfAnOrganizationIsThatOfAKeyHoweverItIsWritten() {
        assertThat(Election.placeOf("Contoso"))
                .isEqualTo(Election.placeOf("contoso"))
                .isEqualTo(BuiltInPartitioner.partitionForKey("contoso".getBytes(UTF_8), 12));
    }

    private Instance join() {
        Instance instance = new Instance();
        instances.add(instance);
        instance.election.begin();
        return instance;
    }

    private static void awaitShared(Instance one, Instance other) {
        await().atMost(PATIENCE)
                .until(() -> !one.following.isEmpty()
                        && !other.following.isEmpty()
                        && one.following.size() + other.following.size() == ORGANIZATIONS.size());
        other.told.clear();
    }

    private static Set<String> union(Instance one, Instance other) {
        Set<String> all = new HashSet<>(one.following);
        all.addAll(other.following);
        return all;
    }

    private static Map<String, Object> connection() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static final class Instance implements Election.Member, AutoCloseable {
        private final Election election = new Election(connection(), Election.GROUP, ORGANIZATIONS, this, QUICK);
        private final List<Set<String>> told = new CopyOnWriteArrayList<>();
        private volatile Set<String> following = Set.of();
        private volatile boolean cutOff;

        @Override
        public void follows(Set<String> organizations) {
            following = organizations.stream().collect(Collectors.toUnmodifiableSet());
            told.add(following);
            cutOff = false;
        }

        @Override
        public void isCutOff(RuntimeException why) {
            following = Set.of();
            cutOff = true;
        }

        @Override
        public void close() {
            election.close();
        }
    }
}
