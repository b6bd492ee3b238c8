package dev.patrol.rotator.saga;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;

/**
 * What is to be done: replace this token.
 *
 * @param previousDiesFirst whether it is revoked before it has a successor
 */
public record RotationPlan(Token previous, Trigger trigger, boolean previousDiesFirst) {
    public RotationPlan {
        requireNonNull(previous, "previous");
        requireNonNull(trigger, "trigger");
    }

    /** One that is in wrong hands dies first; any other one when its successor works. */
    public RotationPlan(Token previous, Trigger trigger) {
        this(previous, trigger, trigger == Trigger.COMPROMISE);
    }

    /** Whether nothing waits for the previous token's dependents. */
    @JsonIgnore
    public boolean isUrgent() {
        return previousDiesFirst || trigger == Trigger.COMPROMISE;
    }

    /** Name of the one token that may replace the previous one. */
    public String successorName() {
        return previous.successorName();
    }
}
