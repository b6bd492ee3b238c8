package dev.patrol.rotator.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Lineage;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class ReconciliationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimulatorControl azure = AzureResource.simulator().control();

    @Inject
    Reconciliation reconciliation;

    @Inject
    Ledger ledger;

    @Test
    void revokesWhatNoSecretHoldsAndNothingElse() {
        // Given
        UUID current = old("orphaned-v20261201000001");
        azure.keepInSecret(current, secretNameOf("orphaned"));
        UUID orphan = old("orphaned-v20261201000002");
        UUID unmarked = old("orphaned-v3");
        UUID ofAnotherInstallation = old("elsewhere-v20261201000003");
        await().atMost(PATIENCE).until(() -> ledger.owns(secretNameOf("orphaned")));

        // When
        reconciliation.look();

        // Then
        assertThat(stateOf(orphan)).isEqualTo(PatStatus.REVOKED);
        assertThat(stateOf(current)).isEqualTo(PatStatus.ALIVE);
        assertThat(stateOf(unmarked)).isEqualTo(PatStatus.ALIVE);
        assertThat(stateOf(ofAnotherInstallation)).isEqualTo(PatStatus.ALIVE);
        try (TopicReader reader = TopicReader.of(Topic.TOKEN_REVOKED)) {
            TokenRevoked said = reader.awaitEvent(
                            TokenRevoked.class,
                            revoked -> revoked.token().authorizationId().equals(orphan))
                    .payload();
            assertThat(said.trigger()).isEqualTo(Trigger.RECONCILIATION);
        }
    }

    private UUID old(String name) {
        Instant now = Instant.now();
        return azure.seedTokens(TokenSeed.of(name, "vso.code", now.plus(Duration.ofDays(20)))
                        .withValidFrom(now.minus(Duration.ofHours(2))))
                .get(0);
    }

    private PatStatus stateOf(UUID id) {
        return azure.token(id).orElseThrow().state();
    }

    private static String secretNameOf(String baseName) {
        return new Lineage(AzureResource.organization(), baseName).secretName();
    }
}
