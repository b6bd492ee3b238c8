package dev.patrol.rotator.reconciliation;

import dev.patrol.secrets.ManagedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Tells from a secret's tags and from what is alive whether something is wrong with it. */
final class SecretsJudge {
    private final Duration safetyDelay;

    SecretsJudge(Duration safetyDelay) {
        this.safetyDelay = safetyDelay;
    }

    /** What is wrong, if anything; of a secret that says nothing of a token nothing is. */
    Optional<SecretFinding> judge(ManagedSecret secret, Predicate<UUID> isAlive, Instant now) {
        return secret.authorizationId()
                .flatMap(holder -> isAlive.test(holder)
                        ? overdue(secret, isAlive, now)
                        : Optional.of(new SecretFinding.DeadHolder(holder)));
    }

    private Optional<SecretFinding> overdue(ManagedSecret secret, Predicate<UUID> isAlive, Instant now) {
        boolean itsTimeIsOver = secret.revokePreviousAt()
                .filter(at -> at.plus(safetyDelay).isBefore(now))
                .isPresent();
        return itsTimeIsOver
                ? secret.replaces().filter(isAlive).map(SecretFinding.PredecessorOverdue::new)
                : Optional.empty();
    }
}
