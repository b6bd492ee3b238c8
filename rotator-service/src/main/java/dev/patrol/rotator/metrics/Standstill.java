package dev.patrol.rotator.metrics;

import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.saga.RotationState;
import java.time.Duration;
import java.time.Instant;

/** How long a rotation has not come further, and whether its previous token should be dead. */
final class Standstill {
    /** A token that should be dead for less than this is being seen to. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private Standstill() {}

    /** Since its last change, or since the end of its overlap, which it has to wait for. */
    static Duration of(LedgerEntry entry, Instant now) {
        Instant since = entry.state() instanceof RotationState.Overlap overlap ? overlap.until() : entry.updatedAt();
        Duration time = Duration.between(since, now);
        return time.isNegative() ? Duration.ZERO : time;
    }

    /** Whether the previous token should have been dead for more than the tolerance, and is not seen to be. */
    static boolean isOverdue(LedgerEntry entry, Instant now) {
        Instant latest = now.minus(TOLERANCE);
        RotationState state = entry.state();
        if (state instanceof RotationState.Overlap overlap) {
            return overlap.until().isBefore(latest);
        }
        if (state instanceof RotationState.Verified verified) {
            return verified.previousDiesAt().isBefore(latest);
        }
        return state instanceof RotationState.Revoking revoking
                && revoking.since().isBefore(latest);
    }
}
