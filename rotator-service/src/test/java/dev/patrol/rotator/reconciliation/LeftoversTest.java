package dev.patrol.rotator.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.ledger.EndedRotation;
import dev.patrol.secrets.SecretDescription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Token PREVIOUS = token("deploy", NOW.minus(Duration.ofDays(20)));
    private static final Token SUCCESSOR = token(PREVIOUS.successorName(), NOW.minus(Duration.ofHours(3)));
    private static final Token ORPHAN = token(PREVIOUS.successorName(), NOW.minus(Duration.ofHours(3)));
    private static final EndedRotation REVOKED =
            new EndedRotation(PREVIOUS.authorizationId(), Optional.of(SUCCESSOR.authorizationId()), NOW);

    private final Leftovers leftovers = new Leftovers(Duration.ofHours(1));

    @Test
    void aTokenWithoutPatrolsMarkIsNeverSuspect() {
        assertThat(leftovers.isSuspect(PREVIOUS, Optional.of(REVOKED), NOW)).isFalse();
    }

    @Test
    void aYoungTokenIsNotSuspect() {
        // Given
        Token young = token(PREVIOUS.successorName(), NOW.minus(Duration.ofMinutes(59)));

        // When
        boolean suspect = leftovers.isSuspect(young, Optional.of(REVOKED), NOW);

        // Then
        assertThat(suspect).isFalse();
    }

    @Test
    void theSuccessorThatDependentsWereGivenIsNotSuspect() {
        assertThat(leftovers.isSuspect(SUCCESSOR, Optional.of(REVOKED), NOW)).isFalse();
    }

    @Test
    void aSecondOneOfTheSameNameIsRevoked() {
        // Given
        Optional<EndedRotation> ended = Optional.of(REVOKED);

        // When
        boolean suspect = leftovers.isSuspect(ORPHAN, ended, NOW);
        Optional<String> reason = leftovers.judge(ORPHAN, Optional.of(secretOf(SUCCESSOR)));

        // Then
        assertThat(suspect).isTrue();
        assertThat(reason).isPresent();
    }

    @Test
    void whatAFailedRotationWasToReplaceIsNotSuspect() {
        // Given
        Token secondGeneration = token(PREVIOUS.successorName(), NOW.minus(Duration.ofDays(20)));
        var failed = new EndedRotation(secondGeneration.authorizationId(), Optional.empty(), NOW);

        // When
        boolean suspect = leftovers.isSuspect(secondGeneration, Optional.of(failed), NOW);

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
