package dev.patrol.rotator.reconciliation;

import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenName;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.secrets.SecretDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tells whether a live token is a leftover of a rotation. */
final class Leftovers {
    private final Duration safetyDelay;

    Leftovers(Duration safetyDelay) {
        this.safetyDelay = safetyDelay;
    }

    /** Whether a token may be a leftover at all, as far as can be told without the vault. */
    boolean isSuspect(Token token, Optional<LedgerEntry> entry, Instant now) {
        boolean young = token.validFrom().plus(safetyDelay).isAfter(now);
        boolean underWay = entry.filter(rotation -> !rotation.state().isEnd()).isPresent();
        boolean inUse = entry.filter(rotation -> isSuccessorOf(rotation.state(), token.authorizationId()))
                .isPresent();
        boolean inUseStill = entry.filter(rotation -> isStillUsed(rotation, token.authorizationId()))
                .isPresent();
        return TokenName.bearsPatrolsMark(token.displayName()) && !young && !underWay && !inUse && !inUseStill;
    }

    /**
     * Why a suspect is to be revoked, or empty where it is to live. Only a secret that says of itself that it holds another
     * live token is a proof: where there is none, or it is disabled or says nothing, the token may belong to another
     * installation of Patrol, the vault may be the wrong one, or dependents may read an earlier version.
     *
     * @param secret what the lineage's secret says of itself; empty where there is none, or its token is dead
     */
    Optional<String> judge(Token token, Optional<SecretDescription> secret) {
        UUID id = token.authorizationId();
        boolean anotherIsHeld = secret.flatMap(SecretDescription::authorizationId)
                .filter(held -> !held.equals(id))
                .isPresent();
        boolean isReplacedByIt =
                secret.flatMap(SecretDescription::replaces).filter(id::equals).isPresent();
        return anotherIsHeld && !isReplacedByIt
                ? Optional.of("Patrol has created it, but no secret holds its value and no rotation knows of it.")
                : Optional.empty();
    }

    /** The token that a rotation that came to no good end was to replace: dependents still use it. */
    private static boolean isStillUsed(LedgerEntry entry, UUID id) {
        return !(entry.state() instanceof RotationState.Revoked)
                && entry.plan().previous().authorizationId().equals(id);
    }

    /** Its secret may be lost, but the token is the one that dependents were given. */
    private static boolean isSuccessorOf(RotationState state, UUID id) {
        return state instanceof RotationState.Revoked revoked
                && revoked.successor().authorizationId().equals(id);
    }
}
