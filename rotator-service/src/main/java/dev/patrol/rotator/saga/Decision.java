package dev.patrol.rotator.saga;

import java.util.Optional;

/**
 * Where a rotation stands now and what to do next; at an end, nothing.
 */
public record Decision(RotationState state, Optional<Action> action) {
    static Decision go(RotationState state, Action action) {
        return new Decision(state, Optional.of(action));
    }

    static Decision end(RotationState state) {
        return new Decision(state, Optional.empty());
    }
}
