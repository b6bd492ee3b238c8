package dev.patrol.rotator.metrics;

import dev.patrol.rotator.saga.RotationState;
import java.util.Optional;
import java.util.Set;

/** How a rotation has ended. */
enum RotationOutcome {
    /** The successor works, and the previous token is seen dead. */
    ROTATED,
    /** Given up; what was done is undone. */
    FAILED,
    /** The token has full access, which Patrol does not copy. */
    REFUSED;

    /** The states that are ends, as words. */
    static final Set<String> ENDS = Set.of("revoked", "failed", "forbidden");

    static Optional<RotationOutcome> of(RotationState state) {
        if (state instanceof RotationState.Revoked) {
            return Optional.of(ROTATED);
        }
        if (state instanceof RotationState.Failed) {
            return Optional.of(FAILED);
        }
        return state instanceof RotationState.Forbidden ? Optional.of(REFUSED) : Optional.empty();
    }
}
