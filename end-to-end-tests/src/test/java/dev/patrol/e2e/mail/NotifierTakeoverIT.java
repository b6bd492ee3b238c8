package dev.patrol.e2e.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.Surroundings;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two notifiers tell people: one of them does, and the other goes on where it is killed. */
class NotifierTakeoverIT {
    private static final int EVENTS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Surroundings around = Surroundings.of("notifier-takeover");

    @AfterEach
    void stop() {
        around.close();
    }

    @Test
    void whatTheKilledOneHasNotToldTheOtherTellsAndNothingTwice() {
        // Given
        PackagedService one = start("one");
        PackagedService other = start("other");
        await().atMost(PATIENCE).until(() -> isActive(one) || isActive(other));
        PackagedService active = isActive(one) ? one : other;
        PackagedService standby = active == one ? other : one;
        await().atMost(PATIENCE).until(() -> standby.readiness().contains("\"read back\": false"));
        List<String> ids = publish(0, EVENTS / 2);
        await().atMost(PATIENCE).until(() -> around.inbox().mails().size() > EVENTS / 10);

        // When
        active.kill();
        List<String> more = publish(EVENTS / 2, EVENTS);

        // Then
        Set<String> all = Stream.concat(ids.stream(), more.stream()).collect(Collectors.toSet());
        await().atMost(PATIENCE).until(() -> Set.copyOf(around.inbox().told()).equals(all));
        assertThat(isActive(standby)).isTrue();
        // The one letter that the mail server may have taken while its sender was killed: a repeat by its
        // Message-ID.
        assertThat(around.inbox().mails().size()).isBetween(EVENTS, EVENTS + 1);
        assertThat(Set.copyOf(around.inbox().messageIds())).hasSize(EVENTS);
        standby.stop();
    }

    private PackagedService start(String title) {
        return around.start(
                "notifier",
                title,
                Map.of(
                        // A killed instance's partitions are handed on within seconds.
                        "KAFKA_SESSION_TIMEOUT_MS", "3000",
                        "KAFKA_HEARTBEAT_INTERVAL_MS", "300",
                        "PATROL_NOTIFICATIONS_STORM_AFTER", "1000"),
                List.of());
    }

    /** Whether it is the one that tells people; false also while it does not answer. */
    private static boolean isActive(PackagedService notifier) {
        return notifier.readiness().contains("\"read back\": true");
    }

    /** @return the events' ids */
    private List<String> publish(int from, int to) {
        return around
                .kafka()
                .publish(IntStream.range(from, to)
                        .mapToObj(NotifierTakeoverIT::failure)
                        .toList())
                .stream()
                .map(Envelope::id)
                .toList();
    }

    private static RotationFailed failure(int number) {
        Token token = Token.of(
                "contoso",
                new UUID(1, number),
                "token-" + number,
                List.of("vso.code"),
                Instant.now().minus(Duration.ofDays(25)),
                Instant.now().plus(Duration.ofDays(5)),
                false,
                Optional.empty());
        return new RotationFailed(
                new UUID(2, number),
                token,
                RotationStep.values()[0],
                "vault-unavailable",
                "The vault does not answer.",
                List.of(),
                true,
                "Look at the vault.");
    }
}
