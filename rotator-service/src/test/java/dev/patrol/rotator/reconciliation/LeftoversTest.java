package dev.patrol.rotator.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.RotationStep;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.saga.Problem;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.secrets.SecretDescription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Token PREVIOUS = token("deploy", NOW.minus(Duration.ofDays(20)));
    private static final Token SUCCESSOR = token(PREVIOUS.successorName(), NOW.minus(Duration.ofHours(3)));
    private static final Token ORPHAN = token(PREVIOUS.successorName(), NOW.minus(Duration.ofHours(3)));
    private static final RotationState REVOKED = new RotationState.Revoked(SUCCESSOR, version(), Set.of());

    private final Leftovers leftovers = new Leftovers(Duration.ofHours(1));

    @Test
    void aTokenWithoutPatrolsMarkIsNeverSuspect() {
        assertThat(leftovers.isSuspect(PREVIOUS, Optional.of(entry(REVOKED)), NOW))
                .isFalse();
    }

    @Test
    void aYoungTokenIsNotSuspect() {
        // Given
        Token young = token(PREVIOUS.successorName(), NOW.minus(Duration.ofMinutes(59)));

        // When
        boolean suspect = leftovers.isSuspect(young, Optional.of(entry(REVOKED)), NOW);

        // Then
        assertThat(suspect).isFalse();
    }

    @Test
    void whileARotationIsUnderWayNobodyIsSuspect() {
        // Given
        RotationState underWay = new RotationState.Planned(0, Optional.empty());

        // When
        boolean suspect = leftovers.isSuspect(ORPHAN, Optional.of(entry(underWay)), NOW);

        // Then
        assertThat(suspect).isFalse();
    }

    @Test
    void theSuccessorThatDependentsWereGivenIsNotSuspect() {
        assertThat(leftovers.isSuspect(SUCCESSOR, Optional.of(entry(REVOKED)), NOW))
                .isFalse();
    }

    @Test
    void aSecondOneOfTheSameNameIsRevoked() {
        // Given
        Optional<LedgerEntry> entry = Optional.of(entry(REVOKED));

        // When
        boolean suspect = leftovers.isSuspect(ORPHAN, entry, NOW);
        Optional<String> reason = leftovers.judge(ORPHAN, Optional.of(secretOf(SUCCESSOR)));

        // Then
        assertThat(suspect).isTrue();
        assertThat(reason).isPresent();
    }

    @Test
    void whatAFailedRotationWasToReplaceIsNotSuspect() {
        // Given
        RotationState failed =
                new RotationState.Failed(RotationStep.STORE, new Problem("x", "x", "x", true), List.of());
        Token secondGeneration = token(PREVIOUS.successorName(), NOW.minus(Duration.ofDays(20)));
        LedgerEntry entry = new LedgerEntry(
                UUID.randomUUID(),
                new RotationPlan(secondGeneration, Trigger.EXPIRY),
                new LedgerEntry.Cause("1", "1"),
                failed,
                0,
                NOW,
                NOW);

        // When
        boolean suspect = leftovers.isSuspect(secondGeneration, Optional.of(entry), NOW);

        // Then
        assertThat(suspect).isFalse();
    }

    @Test
    void whatASecretHoldsLives() {
        assertThat(leftovers.judge(ORPHAN, Optional.of(secretOf(ORPHAN)))).isEmpty();
    }

    @Test
    void whatNoSecretSpeaksOfLives() {
        assertThat(leftovers.judge(ORPHAN, Optional.empty())).isEmpty();
    }

    @Test
    void aSecretThatDoesNotSayWhatItHoldsProvesNothing() {
        // Given
        SecretDescription untagged = new SecretDescription(version(), Optional.empty(), Optional.empty());

        // When
        Optional<String> reason = leftovers.judge(ORPHAN, Optional.of(untagged));

        // Then
        assertThat(reason).isEmpty();
    }

    @Test
    void whatTheSecretsTokenReplacesIsLeftToItsRotation() {
        // Given
        SecretDescription secret = new SecretDescription(
                version(), Optional.of(SUCCESSOR.authorizationId()), Optional.of(ORPHAN.authorizationId()));

        // When
        Optional<String> reason = leftovers.judge(ORPHAN, Optional.of(secret));

        // Then
        assertThat(reason).isEmpty();
    }

    private static LedgerEntry entry(RotationState state) {
        return new LedgerEntry(
                UUID.randomUUID(),
                new RotationPlan(PREVIOUS, Trigger.EXPIRY),
                new LedgerEntry.Cause("1", "1"),
                state,
                0,
                NOW,
                NOW);
    }

    private static SecretDescription secretOf(Token token) {
        return new SecretDescription(version(), Optional.of(token.authorizationId()), Optional.empty());
    }

    private static SecretVersion version() {
        return new SecretVersion(URI.create("https://vault.example"), "deploy", "1");
    }

    private static Token token(String name, Instant validFrom) {
        return Token.of(
                "contoso",
                UUID.randomUUID(),
                name,
                List.of("vso.code"),
                validFrom,
                NOW.plus(Duration.ofDays(10)),
                false,
                Optional.empty());
    }
}
