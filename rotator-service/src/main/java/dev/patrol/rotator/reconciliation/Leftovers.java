package dev.patrol.rotator.reconciliation;

import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenName;
import dev.patrol.rotator.ledger.EndedRotation;
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

    /**
     * Whether a token may be a leftover at all, as far as can be told without the vault. Where its secret is lost, the token is
     * still the one that dependents were given.
     *
     * @param ended the last rotation of its lineage, of which none is under way
     */
    boolean isSuspect(Token token, Optional<EndedRotation> ended, Instant now) {
        boolean young = token.validFrom().plus(safetyDelay).isAfter(now);
        boolean inUse = ended.filter(rotation -> rotation.leftInUse(token.authorizationId()))
                .isPresent();
        return TokenName.bearsPatrolsMark(token.displayName()) && !young && !inUse;
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
}
