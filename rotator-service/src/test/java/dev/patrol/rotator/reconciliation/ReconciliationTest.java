package dev.patrol.rotator.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void aLeftoverThatIsNotSeenDeadIsNotSaidToBeRevoked() {
        // Given
        UUID survivor = survivorOfOneRevocation("survivor", 10);

        // When
        reconciliation.look();

        // Then
        assertThat(stateOf(survivor)).isEqualTo(PatStatus.ALIVE);
        assertThat(revoked()).doesNotContain(survivor);
    }

    @Test
    void aLeftoverThatWasNotSeenDeadIsRevokedAtTheNextLook() {
        // Given
        UUID survivor = survivorOfOneRevocation("survivor-of-one", 12);
        reconciliation.look();

        // When
        reconciliation.look();

        // Then
        assertThat(stateOf(survivor)).isEqualTo(PatStatus.REVOKED);
        assertThat(revoked()).containsOnlyOnce(survivor);
    }

    @Test
    void aSecretWhoseTokenIsDeadHasItsEarlierValueAgainOrIsAnnounced() {
        // Given
        UUID earlier = old("restored-v20261201000004");
        azure.keepInSecret(earlier, secretNameOf("restored"), managed());
        UUID dead = expired("restored-v20261201000005");
        azure.keepInSecret(dead, secretNameOf("restored"), managed());
        UUID alone = expired("alone-v20261201000006");
        azure.keepInSecret(alone, secretNameOf("alone"), managed());
        await().atMost(PATIENCE)
                .until(() -> ledger.owns(secretNameOf("restored")) && ledger.owns(secretNameOf("alone")));

        // When
        reconciliation.look();

        // Then
        assertThat(azure.secretHoldsToken(secretNameOf("restored"), earlier)).isTrue();
        assertThat(violationOf("The secret " + secretNameOf("restored")).found())
                .contains("earlier value again");
        assertThat(violationOf("The secret " + secretNameOf("alone")).severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void aSecretWhoseTokenIsToStayDeadSaysSoForAsLongAsItHoldsIt() {
        // Given
        UUID unwanted = expired("unwanted-v20261201000014");
        azure.keepInSecret(unwanted, secretNameOf("unwanted"), managed());
        UUID stolen = expired("stolen-v20261201000015");
        azure.keepInSecret(stolen, secretNameOf("stolen"), managed());
        UUID other = expired("merely-dead-v20261201000016");
        azure.keepInSecret(other, secretNameOf("merely-dead"), managed());
        try (TopicWriter topics = TopicWriter.ofTest()) {
            topics.write(new TokenRevoked(
                    described(unwanted), "Nobody needs it.", Trigger.COMMAND, "somebody", List.of(), true));
            topics.write(new TokenRevoked(described(other), "A drill.", Trigger.COMMAND, "somebody", List.of(), false));
            topics.write(compromised(described(stolen)));
        }

        // When
        reconciliation.look();

        // Then
        assertThat(staysDead("unwanted")).isEqualTo("revoked-for-good");
        assertThat(staysDead("stolen")).isEqualTo("compromised");
        assertThat(staysDead("merely-dead")).isNull();
    }

    @Test
    void aReplacedTokenThatOutlivedItsTimeIsRevokedIfPatrolMadeIt() {
        // Given
        UUID marked = old("overdue-v20261201000007");
        replaced(marked, "overdue-v20261201000008", secretNameOf("overdue"));
        UUID handmade = old("overdue-by-hand");
        replaced(handmade, "overdue-by-hand-v20261201000009", secretNameOf("overdue-by-hand"));
        await().atMost(PATIENCE)
                .until(() -> ledger.owns(secretNameOf("overdue")) && ledger.owns(secretNameOf("overdue-by-hand")));

        // When
        reconciliation.look();

        // Then
        assertThat(stateOf(marked)).isEqualTo(PatStatus.REVOKED);
        assertThat(stateOf(handmade)).isEqualTo(PatStatus.ALIVE);
        assertThat(violationOf("The token was replaced").token().authorizationId())
                .isEqualTo(handmade);
    }

    /** A leftover whose first revocation Azure DevOps takes and does not carry out. */
    private UUID survivorOfOneRevocation(String baseName, int number) {
        UUID current = old(baseName + "-v202612010000" + number);
        azure.keepInSecret(current, secretNameOf(baseName));
        UUID survivor = old(baseName + "-v202612010000" + (number + 1));
        azure.addFault(Fault.status(Api.PATS_REVOKE, 204)
                .withTarget(survivor.toString())
                .withTimes(1));
        await().atMost(PATIENCE).until(() -> ledger.owns(secretNameOf(baseName)));
        return survivor;
    }

    private static List<UUID> revoked() {
        try (TopicReader reader = TopicReader.of(Topic.TOKEN_REVOKED)) {
            return reader.allEvents(TokenRevoked.class).stream()
                    .map(revoked -> revoked.token().authorizationId())
                    .toList();
        }
    }

    private void replaced(UUID previous, String successorName, String secretName) {
        UUID successor = old(successorName);
        Map<String, String> tags = new HashMap<>(managed());
        tags.put("replaces", previous.toString());
        tags.put("revoke-previous-at", Instant.now().minus(Duration.ofHours(2)).toString());
        azure.keepInSecret(successor, secretName, tags);
    }

    private static Map<String, String> managed() {
        return Map.of("managed-by", "pat-rotation-service", "organization", AzureResource.organization());
    }

    private static PolicyViolated violationOf(String beginning) {
        try (TopicReader reader = TopicReader.of(Topic.POLICY_VIOLATED)) {
            return reader.awaitEvent(
                            PolicyViolated.class, violated -> violated.found().startsWith(beginning))
                    .payload();
        }
    }

    private static TokenCompromised compromised(Token token) {
        return new TokenCompromised(
                token.organization(),
                token.authorizationId().toString(),
                token,
                null,
                "unknown-address/" + token.authorizationId(),
                "unknown-address",
                Severity.HIGH,
                "It was used from elsewhere.",
                List.of(),
                Response.REVOKE,
                null);
    }

    private Token described(UUID id) {
        TokenFact fact = azure.token(id).orElseThrow();
        return Token.of(
                AzureResource.organization(),
                id,
                fact.displayName(),
                List.of(fact.scope()),
                fact.validFrom(),
                fact.validTo(),
                false,
                Optional.empty());
    }

    private String staysDead(String baseName) {
        return azure.secret(secretNameOf(baseName)).get(0).tags().get("stays-dead");
    }

    private UUID old(String name) {
        return token(name, Instant.now().plus(Duration.ofDays(20)));
    }

    private UUID expired(String name) {
        return token(name, Instant.now().minus(Duration.ofHours(1)));
    }

    private UUID token(String name, Instant validTo) {
        return azure.seedTokens(TokenSeed.of(name, "vso.code", validTo)
                        .withValidFrom(Instant.now().minus(Duration.ofHours(2))))
                .get(0);
    }

    private PatStatus stateOf(UUID id) {
        return azure.token(id).orElseThrow().state();
    }

    private static String secretNameOf(String baseName) {
        return new Lineage(AzureResource.organization(), baseName).secretName();
    }
}
