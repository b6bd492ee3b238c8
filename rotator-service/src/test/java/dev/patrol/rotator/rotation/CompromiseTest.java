package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Response;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.calls.CallRecord;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the rotator does about a token in wrong hands. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class CompromiseTest extends RotationFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void revokesATokenThatIsNotEvenDue() {
        // Given
        Token stolen = seed("stolen-revoke", "vso.code");

        // When
        topics.write(compromised(stolen, Response.REVOKE));

        // Then
        TokenRevoked revoked = awaitRevocation(stolen);
        assertThat(revoked.trigger()).isEqualTo(Trigger.COMPROMISE);
        assertThat(revoked.reason()).contains("unknown-address", "It was used from elsewhere.");
        assertThat(stateOf(stolen.authorizationId())).isEqualTo(PatStatus.REVOKED);
        assertThat(named(stolen.successorName())).isEmpty();
    }

    @Test
    void revokesFirstAndGivesDependentsASuccessorThen() {
        // Given
        Token stolen = seed("stolen-rotate", "vso.code");
        azure.keepInSecret(stolen.authorizationId(), stolen.secretName());

        // When
        topics.write(compromised(stolen, Response.ROTATE));

        // Then
        Token successor = successorOf(stolen);
        assertThat(azure.secretHoldsToken(stolen.secretName(), successor.authorizationId()))
                .isTrue();
        List<String> changes = azure.sideEffects(0).stream()
                .filter(call -> call.changed().contains(stolen.authorizationId().toString())
                        || stolen.successorName().equals(call.target()))
                .map(CallRecord::api)
                .toList();
        assertThat(changes.indexOf("pats-revoke")).isNotNegative().isLessThan(changes.indexOf("pats-create"));
    }

    @Test
    void aCompromiseThatIsToldTwiceLeadsToOneSuccessor() {
        // Given
        Token stolen = seed("stolen-twice", "vso.code");
        topics.write(compromised(stolen, Response.ROTATE));
        successorOf(stolen);

        // When
        topics.write(compromised(stolen, Response.ROTATE));

        // Then
        awaitHandledAfter(stolen);
        assertThat(named(stolen.successorName())).hasSize(1);
    }

    @Test
    void doesNothingWherePeopleAreOnlyTold() {
        // Given
        Token suspicious = seed("suspicious", "vso.code");

        // When
        topics.write(compromised(suspicious, Response.NOTIFY));

        // Then
        awaitHandledAfter(suspicious);
        assertThat(stateOf(suspicious.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void goesOnUntilTheTokenIsDeadAndSaysMeanwhileThatItIsNot() {
        // Given
        Token stolen = seed("stolen-stubborn", "vso.code");
        azure.addFault(Fault.status(Api.PATS_REVOKE, 500)
                .withTarget(stolen.authorizationId().toString())
                .withTimes(7));

        // When
        topics.write(compromised(stolen, Response.REVOKE));

        // Then
        RotationFailed said = awaitFailure(stolen);
        assertThat(said.willBeRetried()).isTrue();
        assertThat(said.remedy()).contains("Revoke it by hand now");
        assertThat(awaitRevocation(stolen).trigger()).isEqualTo(Trigger.COMPROMISE);
        assertThat(stateOf(stolen.authorizationId())).isEqualTo(PatStatus.REVOKED);
    }

    @Test
    void aTokenThatCanNotBeRevokedKeepsNoOtherWaiting() {
        // Given
        Token stubborn = seed("stolen-hopeless", "vso.code");
        Token next = seed("stolen-after-hopeless", "vso.code");
        azure.addFault(Fault.status(Api.PATS_REVOKE, 500)
                .withTarget(stubborn.authorizationId().toString()));
        topics.write(compromised(stubborn, Response.REVOKE));
        awaitFailure(stubborn);

        // When
        topics.write(compromised(next, Response.REVOKE));

        // Then
        awaitRevocation(next);
        assertThat(stateOf(stubborn.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void endsTheOverlapOfATokenThatIsReplacedAlready() {
        // Given
        Token stolen = seed("patient-stolen", "vso.code");
        topics.write(expiring(stolen, true));
        Token successor = successorOf(stolen);

        // When
        topics.write(compromised(stolen, Response.ROTATE));

        // Then
        assertThat(awaitRevocation(stolen).trigger()).isEqualTo(Trigger.COMPROMISE);
        awaitHandledAfter(stolen);
        assertThat(named(stolen.successorName()))
                .extracting(TokenFact::authorizationId)
                .containsExactly(successor.authorizationId());
        assertThat(stateOf(successor.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void makesAnotherSuccessorWhereTheFirstIsStolenDuringTheOverlap() {
        // Given
        Token due = seed("patient-robbed", "vso.code");
        azure.keepInSecret(due.authorizationId(), due.secretName());
        topics.write(expiring(due, true));
        Token stolen = successorOf(due);

        // When
        topics.write(compromised(stolen, Response.ROTATE));

        // Then
        TokenRotated again = await(
                        Topic.TOKEN_ROTATED,
                        TokenRotated.class,
                        rotated -> rotated.previous().equals(due)
                                && !rotated.successor().equals(stolen))
                .payload();
        assertThat(stateOf(stolen.authorizationId())).isEqualTo(PatStatus.REVOKED);
        assertThat(stateOf(due.authorizationId())).isEqualTo(PatStatus.ALIVE);
        assertThat(azure.secretHoldsToken(due.secretName(), again.successor().authorizationId()))
                .isTrue();
    }

    @Test
    void replacesASuccessorThatIsStolenAfterItsRotation() {
        // Given
        Token due = seed("robbed-later", "vso.code");
        topics.write(expiring(due, true));
        Token stolen = successorOf(due);
        awaitRevocation(due);

        // When
        topics.write(compromised(stolen, Response.ROTATE));

        // Then
        Token successor = successorOf(stolen);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> stateOf(stolen.authorizationId()) == PatStatus.REVOKED
                        && azure.secretHoldsToken(due.secretName(), successor.authorizationId()));
    }

    @Test
    void revokesATokenWithFullScopeAndCopiesItNot() {
        // Given
        Token stolen = seed("stolen-full", "app_token");

        // When
        topics.write(compromised(stolen, Response.ROTATE));

        // Then
        awaitRevocation(stolen);
        await(
                Topic.POLICY_VIOLATED,
                PolicyViolated.class,
                violated -> stolen.equals(violated.token()) && violated.policy().equals("no-full-scope"));
        assertThat(named(stolen.successorName())).isEmpty();
    }

    @Test
    void revokesAnUnusedTokenWhereThatIsAskedFor() {
        // Given
        Token idle = seed("idle", "vso.code");

        // When
        topics.write(new TokenUnused(idle, null, 40, Response.REVOKE));

        // Then
        TokenRevoked revoked = awaitRevocation(idle);
        assertThat(revoked.trigger()).isEqualTo(Trigger.POLICY);
        assertThat(revoked.reason()).contains("40 days");
    }

    @Test
    void saysThatItCanNotRevokeWhatItDoesNotLookAfter() {
        // Given
        Token foreign = Token.of(
                "elsewhere",
                UUID.randomUUID(),
                "stolen-foreign",
                List.of("vso.code"),
                Instant.now(),
                Instant.now().plus(Duration.ofDays(9)),
                false,
                Optional.empty());

        // When
        topics.write(compromised(foreign, Response.REVOKE));

        // Then
        assertThat(awaitFailure(foreign).code()).isEqualTo("foreign-token");
    }

    private static TokenRevoked awaitRevocation(Token token) {
        return await(Topic.TOKEN_REVOKED, TokenRevoked.class, revoked -> revoked.token()
                        .authorizationId()
                        .equals(token.authorizationId()))
                .payload();
    }

    /** A record of the same lineage that is written now is read after those before it, by every group. */
    private void awaitHandledAfter(Token token) {
        Token marker = new Token(
                token.organization(),
                UUID.randomUUID(),
                token.displayName(),
                token.lineage(),
                token.secretName(),
                token.scopes(),
                token.validFrom(),
                token.validTo(),
                false,
                null);
        topics.write(compromised(marker, Response.REVOKE));
        awaitRevocation(marker);
    }

    static TokenCompromised compromised(Token token, Response response) {
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
                response,
                null);
    }
}
