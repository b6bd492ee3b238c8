package dev.patrol.e2e.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.Surroundings;
import dev.patrol.example.client.Backoff;
import dev.patrol.example.client.ClientSettings;
import dev.patrol.example.client.TokenClient;
import dev.patrol.model.Milestone;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Java example as a dependent of the packaged rotator. */
class JavaExampleIT {
    private static final String DEPENDENT = "billing-0";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Surroundings around = Surroundings.of("java-example");

    @AfterEach
    void stop() {
        around.close();
    }

    @Test
    void thePreviousTokenDiesOnceTheClientUsesItsSuccessor() {
        // Given
        around.start(
                "rotator",
                Map.of(
                        "PATROL_ROTATION_OVERLAP", "2h",
                        "PATROL_ROTATION_DEPENDENTS_0__SECRETS", "ci-*",
                        "PATROL_ROTATION_DEPENDENTS_0__NAMES", DEPENDENT));
        Token previous =
                around.seedKept(TokenSeed.of("ci", "vso.code", Instant.now().plus(Duration.ofDays(3))));
        ClientSettings settings =
                new ClientSettings(around.kafka().connection(), previous.secretName(), DEPENDENT, Backoff.usual());
        try (TokenClient client =
                TokenClient.start(settings, SimulatedVault.of(around.simulator()), Clock.systemUTC())) {

            // When
            around.kafka().publish(new TokenExpiring(previous, 3, Milestone.SEVEN_DAYS, true));

            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(fact(previous).revokedAt()).isNotNull());
            UUID used = client.token().authorizationId().orElseThrow();
            assertThat(used).isNotEqualTo(previous.authorizationId());
            assertThat(client.token().value())
                    .isEqualTo(around.azure().valueOf(used).orElseThrow().reveal());
            assertThat(around.azure().token(used).orElseThrow().revokedAt()).isNull();
        }
    }

    private TokenFact fact(Token token) {
        return around.azure().token(token.authorizationId()).orElseThrow();
    }
}
