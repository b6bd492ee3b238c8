package dev.patrol.rotator.saga;

import dev.patrol.model.RotationStep;
import java.util.Optional;

/**
 * Where a rotation stands now and what to do next.
 *
 * @param action nothing at an end, while an overlap lasts, and after a setback
 * @param setback why the step can't be taken now, where it is to be tried again later from the same state
 */
public record Decision(RotationState state, Optional<Action> action, Optional<Setback> setback) {
    static Decision go(RotationState state, Action action) {
        return new Decision(state, Optional.of(action), Optional.empty());
    }

    static Decision stay(RotationState state) {
        return new Decision(state, Optional.empty(), Optional.empty());
    }

    static Decision later(RotationState state, RotationStep step, Problem problem) {
        return new Decision(state, Optional.empty(), Optional.of(new Setback(step, problem)));
    }

    /** A step that may be taken later. */
    public record Setback(RotationStep step, Problem problem) {}
}
