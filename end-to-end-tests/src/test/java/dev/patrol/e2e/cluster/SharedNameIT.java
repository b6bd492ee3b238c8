package dev.patrol.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Topic;
import dev.patrol.simulator.AzureSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two processes of one service that were given one name: whichever of its clients Kafka tells first. */
class SharedNameIT {
    /** With which a service ends that can't do anything with its settings. */
    private static final int WRONG_SETTING = 78;

    private static final String NAME = "pod-0";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static EmbeddedKafka broker;
    private static AzureSimulator azure;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(0);
        broker.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        azure = AzureSimulator.start();
    }

    @AfterAll
    static void stop() {
        azure.close();
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"rotator, rotator", "notifier, notifier", "audit, patrol-audit-pollers"})
    void theOneThatWasThereFirstSaysSoAndEndsAndTheOtherGoesOn(String service, String group) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "shared-name")), service);
        Map<String, String> settings = Surroundings.settings(broker.bootstrapServers(), azure, 1);
        settings.put("PATROL_INSTANCE_ID", NAME);
        Path log = folder.resolve("first.log").toAbsolutePath();
        try (Member first = new Member(service, settings, folder.toAbsolutePath(), log);
                Member second = new Member(
                        service,
                        settings,
                        folder.toAbsolutePath(),
                        folder.resolve("second.log").toAbsolutePath())) {
            // Given
            first.start();
            awaitMember(group, Optional.empty());
            String joined = memberOf(group).orElseThrow();

            // When
            second.start();

            // Then
            assertThat(first.awaitEnd()).isEqualTo(WRONG_SETTING);
            assertThat(log).content().contains("Another process has joined with PATROL_INSTANCE_ID=" + NAME);
            awaitMember(group, Optional.of(joined));
            assertThat(second.isRunning()).isTrue();
        }
    }

    /** Waits until whoever has the name in a group is another than before. */
    private static void awaitMember(String group, Optional<String> before) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            Optional<String> now = memberOf(group);
            return now.isPresent() && !now.equals(before);
        });
    }

    /** Kafka's own id of the member that has the name. */
    private static Optional<String> memberOf(String group) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                    .filter(member -> member.groupInstanceId().equals(Optional.of(NAME)))
                    .map(MemberDescription::consumerId)
                    .findFirst();
        } catch (ExecutionException notThereYet) {
            return Optional.empty();
        }
    }
}
