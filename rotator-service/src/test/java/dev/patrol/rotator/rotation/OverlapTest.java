package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class OverlapTest extends RotationFixture {
    @Test
    void bothTokensLiveUntilTheOverlapEndsAndWhoDidNotAcknowledgeIsNamed() {
        // Given
        Token due = seed("overlapping-deploy", "vso.code");

        // When
        topics.write(expiring(due, true));

        // Then
        TokenRotated rotated = await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                        .equals(due))
                .payload();
        assertThat(rotated.previousDiesAt()).isAfter(Instant.now());
        assertThat(stateOf(due.authorizationId())).isEqualTo(PatStatus.ALIVE);
        TokenRevoked revoked = await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                        .token()
                        .equals(due))
                .payload();
        assertThat(revoked.reason()).contains("sleeper");
        assertThat(stateOf(due.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void theOverlapEndsWhenAllDependentsHaveAcknowledged() {
        // Given
        Token due = seed("patient-deploy", "vso.code");
        topics.write(expiring(due, true));
        Token successor = await(Topic.TOKEN_ROTATED, TokenRotated.class, rotation -> rotation.previous()
                        .equals(due))
                .payload()
                .successor();

        // When
        acknowledge(successor, "web");
        acknowledge(successor, "worker");

        // Then
        TokenRevoked revoked = await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                        .token()
                        .equals(due))
                .payload();
        assertThat(revoked.reason()).doesNotContain("acknowledgement");
    }

    @Test
    void acknowledgementsCountInWhateverPartitionTheyAre() {
        // Given
        Token due = seed("patient-elsewhere", "vso.code");
        topics.write(expiring(due, true));
        Token successor = successorOf(due);
        int other = (Ledger.partitionOf(due.secretName()) + 5) % Topic.ROTATION_ACKNOWLEDGEMENTS.partitions();

        // When
        topics.writeTo(other, acknowledgement(successor, "web"));
        topics.writeTo(other, acknowledgement(successor, "worker"));

        // Then
        TokenRevoked revoked = await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                        .token()
                        .equals(due))
                .payload();
        assertThat(revoked.reason()).doesNotContain("acknowledgement");
    }

    @Test
    void oneAcknowledgementOfTwoIsNotEnough() {
        // Given
        Token half = seed("patient-half", "vso.code");
        Token whole = seed("patient-whole", "vso.code");
        topics.write(expiring(half, true));
        topics.write(expiring(whole, true));
        Token successorOfHalf = successorOf(half);
        Token successorOfWhole = successorOf(whole);

        // When
        acknowledge(successorOfHalf, "web");
        acknowledge(successorOfHalf, "stranger");
        acknowledge(successorOfWhole, "web");
        acknowledge(successorOfWhole, "worker");

        // Then
        await(Topic.TOKEN_REVOKED, TokenRevoked.class, revocation -> revocation
                .token()
                .equals(whole));
        assertThat(stateOf(half.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void theOldTokenIsKeptWhereTheNewOneIsRevokedDuringTheOverlap() {
        // Given
        Token due = seed("overlapping-revoked", "vso.code");
        azure.keepInSecret(due.authorizationId(), due.secretName());
        topics.write(expiring(due, true));
        Token successor = successorOf(due);

        // When
        revokeByHand(successor);

        // Then
        assertThat(awaitFailure(due).code()).isEqualTo("successor-gone");
        assertThat(stateOf(due.authorizationId())).isEqualTo(PatStatus.ALIVE);
        assertThat(azure.secretHoldsToken(due.secretName(), due.authorizationId()))
                .isTrue();
    }

    private void acknowledge(Token successor, String dependent) {
        topics.write(acknowledgement(successor, dependent));
    }

    private static RotationAcknowledged acknowledgement(Token successor, String dependent) {
        return new RotationAcknowledged(
                successor.organization(), successor.secretName(), successor.authorizationId(), dependent);
    }

    private static void revokeByHand(Token token) {
        AzureSimulator simulator = AzureResource.simulator();
        TokenValue pat = new TokenValue(simulator.administratorToken().reveal());
        new AzureDevOpsClient(
                        new Endpoints(simulator.azureDevOpsUrl(), simulator.azureDevOpsUrl()),
                        Credential.pat(pat),
                        ClientSettings.DEFAULT)
                .revokeToken(token.organization(), token.authorizationId());
    }
}
