package dev.patrol.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.Surroundings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two processes of one service that were given one name: whichever of its clients Kafka tells first. */
class SharedNameIT {
    private static final String NAME = "pod-0";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Surroundings around;

    @BeforeAll
    static void start() {
        around = Surroundings.of("shared-name");
    }

    @AfterAll
    static void stop() {
        around.close();
    }

    @ParameterizedTest
    @CsvSource({"rotator, rotator", "notifier, notifier", "audit, patrol-audit-pollers"})
    void theOneThatWasThereFirstSaysSoAndEndsAndTheOtherGoesOn(String service, String group) {
        // Given
        PackagedService first = start(service, "first");
        awaitMember(group, Optional.empty());
        String joined = memberOf(group).orElseThrow();

        // When
        PackagedService second = start(service, "second");

        // Then
        assertThat(first.awaitEnd()).isEqualTo(PackagedService.WRONG_SETTING);
        assertThat(first.log()).content().contains("Another process has joined with PATROL_INSTANCE_ID=" + NAME);
        awaitMember(group, Optional.of(joined));
        assertThat(second.isRunning()).isTrue();
    }

    private static PackagedService start(String service, String which) {
        return around.start(service, service + "-" + which, Map.of("PATROL_INSTANCE_ID", NAME), List.of());
    }

    /** Waits until whoever has the name in a group is another than before. */
    private static void awaitMember(String group, Optional<String> before) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            Optional<String> now = memberOf(group);
            return now.isPresent() && !now.equals(before);
        });
    }

    /** Kafka's own id of the member that has the name. */
    private static Optional<String> memberOf(String group) {
        return around.kafka().group(group).map(ConsumerGroupDescription::members).stream()
                .flatMap(Collection::stream)
                .filter(member -> member.groupInstanceId().equals(Optional.of(NAME)))
                .map(MemberDescription::consumerId)
                .findFirst();
    }
}
