package dev.patrol.rotator.ledger;

import dev.patrol.rotator.saga.RotationState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is remembered of a rotation that has ended. There is one for each lineage, for ever, so it is little.
 *
 * @param previous the token that was to be replaced
 * @param successor the token that replaced it; empty where the rotation came to no good end
 * @param at when it ended
 */
public record EndedRotation(UUID previous, Optional<UUID> successor, Instant at) {
    static EndedRotation of(LedgerEntry entry) {
        Optional<UUID> successor = entry.state() instanceof RotationState.Revoked revoked
                ? Optional.of(revoked.successor().authorizationId())
                : Optional.empty();
        return new EndedRotation(entry.plan().previous().authorizationId(), successor, entry.updatedAt());
    }

    /** Whether a token was replaced by it. */
    public boolean hasReplaced(UUID authorizationId) {
        return successor.isPresent() && previous.equals(authorizationId);
    }

    /** Whether dependents were left with this token. */
    public boolean leftInUse(UUID authorizationId) {
        return successor.orElse(previous).equals(authorizationId);
    }
}
