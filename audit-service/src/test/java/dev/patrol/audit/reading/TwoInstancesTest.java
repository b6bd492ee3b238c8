package dev.patrol.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.audit.sight.Sight;
import dev.patrol.audit.sight.Sight.Follower;
import dev.patrol.model.Topic;
import dev.patrol.service.messaging.CompactedTopic;
import dev.patrol.service.messaging.Inbox;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances that follow one organization, in a group of their own beside the service's, with a real broker and HTTP. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
@TestProfile(AuditPollerTest.ServiceRests.class)
class TwoInstancesTest {
    private static final String TOKEN = "f5729c3d-951b-4a52-88d9-a0b1c2d3e4f5";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> connection;

    @Inject
    Publisher publisher;

    @Inject
    Inbox inbox;

    @Inject
    CompactedTopic compactedTopic;

    private TopicReader topic;
    private Bench bench;
    private Instance one;
    private Instance other;

    @BeforeEach
    void start() {
        topic = TopicReader.of(Topic.AUDIT_ENTRIES);
        bench = new Bench(connection, publisher, inbox, compactedTopic, topic);
        one = new Instance();
        other = new Instance();
        one.election.begin();
        other.election.begin();
        await().atMost(PATIENCE)
                .until(() -> one.follower() != Follower.UNKNOWN && other.follower() != Follower.UNKNOWN);
    }

    @AfterEach
    void stop() {
        one.election.close();
        other.election.close();
        bench.close();
        topic.close();
    }

    @Test
    void exactlyOnePollsAndTheOtherGoesOnWhereItWasOnceThatOneStops() {
        // Given
        List<String> logged = new ArrayList<>(logForMinutes(5));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged));
        assertThat(List.of(one.isActive(), other.isActive())).containsOnlyOnce(true);
        assertThat(List.of(one.follower(), other.follower()))
                .containsExactlyInAnyOrder(Follower.THIS_INSTANCE, Follower.ANOTHER_INSTANCE);
        Instance first = one.isActive() ? one : other;
        Instance second = one.isActive() ? other : one;

        // When
        first.election.close();

        // Then
        logged.addAll(logForMinutes(5));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bench.idsOnTopic()).containsExactlyElementsOf(logged));
        assertThat(second.isActive()).isTrue();
        assertThat(first.isActive()).isFalse();
    }

    @Test
    void whoStopsPollsNoMore() {
        // Given
        logForMinutes(1);
        await().atMost(PATIENCE).until(() -> bench.idsOnTopic().size() == 1);

        // When
        one.election.close();
        other.election.close();

        // Then
        long calls = bench.azure.control().callCount(Api.AUDIT);
        await().during(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .until(() -> bench.azure.control().callCount(Api.AUDIT) == calls);
    }

    private List<String> logForMinutes(int minutes) {
        List<String> logged = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            logged.add(bench.log(Draft.doneWith(TOKEN)));
            bench.clock.add(MINUTE);
        }
        return logged;
    }

    private final class Instance {
        private final Sight sight = new Sight(bench.organization, bench.clock);
        private final Bench.Reading reading = Bench.Reading.DEFAULT.pollingEvery(Duration.ofMillis(20));
        private final Duty duty =
                new Duty(List.of(bench.organization), name -> bench.poller(reading, sight), name -> sight, MINUTE);
        private final Election election = new Election(
                connection,
                "pollers-of-" + bench.organization,
                List.of(bench.organization),
                duty,
                new Election.Timing(Duration.ofSeconds(3), Duration.ofMillis(300)));

        boolean isActive() {
            return duty.isActive(bench.organization);
        }

        Follower follower() {
            return sight.view().follower();
        }
    }
}
