package dev.patrol.rotator.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.CommandRefused;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What comes of commands to revoke one token. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class RevokeCommandsTest extends CommandsFixture {
    @Test
    void revokesATokenByItsId() {
        // Given
        Token token = seed("by-id", "vso.code");

        // When
        Envelope<?> command = topics.write(revoke(byId(token), false));

        // Then
        Envelope<TokenRevoked> revoked = awaitRevocation(token);
        assertThat(revoked.causationId()).contains(command.id());
        assertThat(revoked.payload().trigger()).isEqualTo(Trigger.COMMAND);
        assertThat(revoked.payload().requestedBy()).isEqualTo(OFFICER);
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void revokesEveryLivingTokenOfASecret() {
        // Given
        Token first = seed("by-secret", "vso.code");
        Token second = seed("by-secret-v2", "vso.code");

        // When
        topics.write(revoke(TokenSelector.bySecretName(first.organization(), first.secretName()), false));

        // Then
        awaitRevocation(first);
        awaitRevocation(second);
        assertThat(stateOf(first.authorizationId())).isEqualTo(PatStatus.REVOKED);
        assertThat(stateOf(second.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void revokesFirstAndGivesASuccessorWhereThatIsAskedFor() {
        // Given
        Token token = seed("by-name", "vso.code");
        azure.keepInSecret(token.authorizationId(), token.secretName());

        // When
        Envelope<?> command =
                topics.write(revoke(TokenSelector.byDisplayName(token.organization(), token.displayName()), true));

        // Then
        Envelope<TokenRotated> rotated = await(
                Topic.TOKEN_ROTATED, TokenRotated.class, said -> said.previous().equals(token));
        assertThat(rotated.causationId()).contains(command.id());
        assertThat(rotated.payload().trigger()).isEqualTo(Trigger.COMMAND);
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
        assertThat(azure.secretHoldsToken(
                        token.secretName(), rotated.payload().successor().authorizationId()))
                .isTrue();
    }

    @Test
    void aNameOfTwoTokensIsNotGuessedAbout() {
        // Given
        Token first = seed("twice", "vso.code");
        Token second = seed("twice", "vso.build");

        // When
        Envelope<?> command = topics.write(revoke(TokenSelector.byDisplayName(first.organization(), "twice"), false));

        // Then
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("ambiguous-name");
        assertThat(refused.reason())
                .contains(
                        first.authorizationId().toString(),
                        second.authorizationId().toString());
        assertThat(stateOf(first.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void saysThatATokenIsUnknown() {
        // When
        Envelope<?> command = topics.write(
                revoke(TokenSelector.byAuthorizationId(AzureResource.organization(), UUID.randomUUID()), false));

        // Then
        assertThat(awaitRefusal(command).code()).isEqualTo("unknown-token");
    }

    @Test
    void whatIsNamedByItsIdDiesThoughItCanNotBeLookedUp() {
        // Given
        Token token = seed("by-id-blindly", "vso.code");
        azure.addFault(Fault.status(Api.PATS_GET, 503)
                .withTarget(token.authorizationId().toString()));

        // When
        topics.write(revoke(byId(token), false));

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> stateOf(token.authorizationId()) == PatStatus.REVOKED);
    }

    @Test
    void whatCanBeLookedUpLateIsStillAskedOfItsLineageAndSaid() {
        // Given
        Token token = seed("by-id-later", "vso.code");
        azure.addFault(Fault.status(Api.PATS_GET, 503)
                .withTarget(token.authorizationId().toString())
                .withTimes(4));

        // When
        Envelope<?> command = topics.write(revoke(byId(token), false));

        // Then
        assertThat(awaitRevocation(token).causationId()).contains(command.id());
        Envelope<RotationRequested> request = awaitRequest(command);
        assertThat(request.causationId()).contains(command.id());
        assertThat(request.payload().token()).isEqualTo(token);
    }

    @Test
    void saysThatADeathWasNotSeenWhereATokenCanNotBeLookedUp() {
        // Given
        Token token = seed("by-id-unseen", "vso.code");
        azure.addFault(Fault.status(Api.PATS_GET, 403)
                .withTarget(token.authorizationId().toString()));

        // When
        Envelope<?> command = topics.write(revoke(byId(token), false));

        // Then
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("azure-devops-unavailable");
        assertThat(refused.reason()).contains("took the revocation");
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void aRevocationThatWasTakenIsNotSaidToBeOfAnUnknownToken() {
        // Given
        Token token = seed("by-id-vanished", "vso.code");
        azure.addFault(Fault.patTokenError(Api.PATS_GET, "authorizationNotFound")
                .withTarget(token.authorizationId().toString()));

        // When
        Envelope<?> command = topics.write(revoke(byId(token), false));

        // Then
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("revoked-unseen");
        assertThat(refused.reason()).contains("took the revocation");
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void aFirstTryThatFailsIsFollowedByOthers() {
        // Given
        Token token = seed("by-id-again", "vso.code");
        azure.addFault(Fault.status(Api.PATS_REVOKE, 503)
                .withTarget(token.authorizationId().toString())
                .withTimes(8));

        // When
        topics.write(revoke(byId(token), false));

        // Then
        awaitRevocation(token);
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void aCommandThatComesAgainAfterItsTokenDiedStillLeadsToTheSuccessor() {
        // Given
        Token token = seedRevoked("by-id-resumed", "vso.code");
        azure.keepInSecret(token.authorizationId(), token.secretName());

        // When
        Envelope<?> command = topics.write(revoke(byId(token), true));

        // Then
        assertThat(awaitRevocation(token).causationId()).contains(command.id());
        Token successor = successorOf(token);
        assertThat(azure.secretHoldsToken(token.secretName(), successor.authorizationId()))
                .isTrue();
    }

    @Test
    void aCommandThatIsTriedForLongKeepsNoOtherWaiting() {
        // Given
        Token stubborn = seed("stubborn", "vso.code");
        Token other = seed("not-stubborn", "vso.code");
        for (Api api : List.of(Api.PATS_GET, Api.PATS_REVOKE)) {
            azure.addFault(
                    Fault.status(api, 503).withTarget(stubborn.authorizationId().toString()));
        }
        topics.write(revoke(byId(stubborn), false));

        // When
        topics.write(revoke(byId(other), false));

        // Then
        awaitRevocation(other);
        assertThat(stateOf(stubborn.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }
}
