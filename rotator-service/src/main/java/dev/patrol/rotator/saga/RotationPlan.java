package dev.patrol.rotator.saga;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;

/** What is to be done: replace this token. */
public record RotationPlan(Token previous, Trigger trigger) {
    public RotationPlan {
        requireNonNull(previous, "previous");
        requireNonNull(trigger, "trigger");
    }

    /** Name of the one token that may replace the previous one. */
    public String successorName() {
        return previous.successorName();
    }
}
