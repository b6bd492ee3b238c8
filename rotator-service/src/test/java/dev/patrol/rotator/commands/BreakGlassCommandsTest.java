package dev.patrol.rotator.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Restore;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.TokenSeed;
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
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What comes of a break-glass. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class BreakGlassCommandsTest extends CommandsFixture {
    @Test
    void aBreakGlassThatNobodyConfirmedDoesNothing() {
        // Given
        Token token = seed("glass-unconfirmed", "vso.code");

        // When
        Envelope<RevokeAll> command = topics.write(revokeAll("glass-unconfirmed*", false, "made up"));

        // Then
        assertThat(awaitRefusal(command).code()).isEqualTo("not-confirmed");
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void aDryRunRevokesNothingAndItsConfirmationIsForTheSameChoiceOnly() {
        // Given
        Token token = seed("glass-dry", "vso.code");
        Envelope<RevokeAll> dryRun = topics.write(revokeAll("glass-dry*", true, null));
        BreakGlassEnded would = awaitEnd(dryRun);

        // When
        Envelope<RevokeAll> other = topics.write(revokeAll("glass-*", false, would.confirmation()));

        // Then
        assertThat(would.tokens()).extracting(Token::authorizationId).containsExactly(token.authorizationId());
        assertThat(awaitRefusal(other).code()).isEqualTo("not-confirmed");
        assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void aConfirmedBreakGlassKillsWhatItChoseAndRestoreBringsItBack() {
        // Given
        Token mighty = seed("glass-all-a", "vso.code_full vso.build_execute");
        Token small = seed("glass-all-b", "vso.code");
        azure.keepInSecret(
                small.authorizationId(),
                small.secretName(),
                Map.of("managed-by", "pat-rotation-service", "organization", small.organization()));
        Token spared = seed("glassless", "vso.code");
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("glass-all-*", true, null)));
        Token late = seed("glass-all-late", "vso.code");

        // When
        BreakGlassEnded end = awaitEnd(topics.write(revokeAll("glass-all-*", false, would.confirmation())));

        // Then
        assertThat(would.tokens())
                .extracting(Token::authorizationId)
                .containsExactly(mighty.authorizationId(), small.authorizationId());
        assertThat(end.account().found()).isEqualTo(3);
        assertThat(end.account().revoked()).isEqualTo(3);
        assertThat(end.unreachable()).as("nobody, also no service identity").isEmpty();
        assertThat(end.isWhole()).isTrue();
        for (Token dead : List.of(mighty, small, late)) {
            assertThat(stateOf(dead.authorizationId())).isEqualTo(PatStatus.REVOKED);
            awaitRevocation(dead);
        }
        assertThat(stateOf(spared.authorizationId())).isEqualTo(PatStatus.ALIVE);

        topics.write(new Restore(filter("glass-all-*"), false, "It is over.", OFFICER));
        Token successor = successorOf(small);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> azure.secretHoldsToken(small.secretName(), successor.authorizationId()));
        assertThat(successor.scopes()).isEqualTo(small.scopes());
    }

    @Test
    void aConfirmationHoldsOnce() {
        // Given
        seed("glass-once", "vso.code");
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("glass-once*", true, null)));
        awaitEnd(topics.write(revokeAll("glass-once*", false, would.confirmation())));
        Token later = seed("glass-once-more", "vso.code");

        // When
        Envelope<RevokeAll> again = topics.write(revokeAll("glass-once*", false, would.confirmation()));

        // Then
        assertThat(awaitRefusal(again).code()).isEqualTo("not-confirmed");
        assertThat(stateOf(later.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void throttledRequestsDelayABreakGlassAndLoseNothing() {
        // Given
        List<Token> tokens = Stream.of("a", "b", "c")
                .map(name -> seed("glass-slow-" + name, "vso.code"))
                .toList();
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("glass-slow*", true, null)));
        azure.addFault(Fault.status(Api.TOKENADMIN_REVOKE, 429)
                .withHeader("Retry-After", "1")
                .withTimes(2));
        azure.addFault(Fault.status(Api.TOKENADMIN_LIST, 429)
                .withHeader("Retry-After", "1")
                .withTimes(3));

        // When
        BreakGlassEnded end = awaitEnd(topics.write(revokeAll("glass-slow*", false, would.confirmation())));

        // Then
        assertThat(end.account().revoked()).isEqualTo(3);
        assertThat(end.account().failed()).isZero();
        tokens.forEach(token -> assertThat(stateOf(token.authorizationId())).isEqualTo(PatStatus.REVOKED));
    }

    @Test
    void aPowerfulTokenThatMayBePatrolsOwnIsNotRevokedUnasked() {
        // Given
        Token full = seed("glass-own", "app_token");

        // When
        Envelope<RevokeAll> dryRun = topics.write(revokeAll("glass-own*", true, null));

        // Then
        assertThat(awaitRefusal(dryRun).code()).isEqualTo("own-credential-unknown");
        assertThat(stateOf(full.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void successorsThatCanNotBeBegunAreSaidToBeMissingWithTheWayOut() {
        // Given
        Token token = seed("glass-vaultless", "vso.code");
        store(token);
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("glass-vaultless", true, null)));
        azure.addFault(Fault.status(Api.SECRET_LIST, 503));

        // When
        Envelope<RevokeAll> command = topics.write(revokeAllAndRotate("glass-vaultless", would.confirmation()));

        // Then
        assertThat(awaitEnd(command).account().revoked()).isEqualTo(1);
        CommandRefused refused = awaitRefusal(command);
        assertThat(refused.code()).isEqualTo("vault-unavailable");
        assertThat(refused.reason()).contains("has ended", "no successors yet", "503");
        assertThat(refused.remedy()).contains("./patrol restore");
    }

    @Test
    void successorsComeWhereTheVaultIsAwayForAShortTime() {
        // Given
        Token token = seed("glass-short-of-vault", "vso.code");
        store(token);
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll("glass-short-of-vault", true, null)));
        azure.addFault(Fault.status(Api.SECRET_LIST, 503).withTimes(6));

        // When
        topics.write(revokeAllAndRotate("glass-short-of-vault", would.confirmation()));

        // Then
        assertThat(successorOf(token).scopes()).isEqualTo(token.scopes());
    }

    @Test
    void successorsAreForWhatTheBreakGlassKilledAndNotForWhatWasDeadBefore() {
        // Given
        Token deadBefore = seedRevoked("glass-owned-before", "vso.code");
        Token first = seed("glass-owned-a", "vso.code");
        Token second = seed("glass-owned-b", "vso.build");
        List.of(deadBefore, first, second).forEach(this::store);
        Token others = seedOf("ana@fabrikam.example", "glass-owned-others");
        TokenFilter owned = ownedBy(ownerOf(first), "glass-owned-*");
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll(owned, false, true, null)));

        // When
        Envelope<RevokeAll> command = topics.write(revokeAll(owned, true, false, would.confirmation()));

        // Then
        assertThat(awaitEnd(command).account().revoked()).isEqualTo(2);
        assertThat(awaitOutcome(command)).contains("2 tokens are being issued anew.");
        assertThat(requestedBy(command))
                .extracting(Token::authorizationId)
                .containsExactlyInAnyOrder(first.authorizationId(), second.authorizationId());
        assertThat(successorOf(first).scopes()).isEqualTo(first.scopes());
        assertThat(successorOf(second).scopes()).isEqualTo(second.scopes());
        assertThat(ofLineage(deadBefore)).extracting(TokenFact::state).containsOnly(PatStatus.REVOKED);
        assertThat(stateOf(others.authorizationId())).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void whoeverTakesABreakGlassUpAfterItsEndGivesTheSuccessorsThatAreMissing() {
        // Given
        Token deadBefore = seedRevoked("glass-resumed-before", "vso.code");
        Token killed = seed("glass-resumed", "vso.code");
        List.of(deadBefore, killed).forEach(this::store);
        TokenFilter owned = ownedBy(ownerOf(killed), "glass-resumed*");
        BreakGlassEnded would = awaitEnd(topics.write(revokeAll(owned, false, true, null)));
        azure.addFault(Fault.status(Api.SECRET_LIST, 503));
        Envelope<RevokeAll> command = topics.write(revokeAll(owned, true, false, would.confirmation()));
        assertThat(awaitRefusal(command).code()).isEqualTo("vault-unavailable");
        azure.clearFaults();

        // When
        topics.write(command);

        // Then
        assertThat(awaitOutcome(command)).contains("1 token is being issued anew.");
        assertThat(requestedBy(command)).extracting(Token::authorizationId).containsExactly(killed.authorizationId());
        assertThat(successorOf(killed).scopes()).isEqualTo(killed.scopes());
    }

    private static TokenFilter ownedBy(String owner, String names) {
        return new TokenFilter(AzureResource.organization(), names, null, owner, null);
    }

    private static RevokeAll revokeAll(TokenFilter filter, boolean rotate, boolean dryRun, String confirmation) {
        return new RevokeAll(filter, "The account was taken over.", OFFICER, rotate, dryRun, false, confirmation);
    }

    private String ownerOf(Token token) {
        return azure.token(token.authorizationId()).orElseThrow().owner();
    }

    private Token seedOf(String owner, String name) {
        TokenSeed seed = TokenSeed.of(name, "vso.code", Instant.now().plus(Duration.ofDays(3)))
                .withOwner(owner);
        return describe(azure.token(azure.seedTokens(seed).get(0)).orElseThrow());
    }
}
