package dev.patrol.rotator.saga;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;

/** What is to be done: replace this token. */
public record RotationPlan(Token previous, Trigger trigger) {
    public RotationPlan {
        requireNonNull(previous, "previous");
        requireNonNull(trigger, "trigger");
    }

    /** Whether the previous token is in wrong hands: then it dies first, and nothing waits for its dependents. */
    @JsonIgnore
    public boolean isUrgent() {
        return trigger == Trigger.COMPROMISE;
    }

    /** Name of the one token that may replace the previous one. */
    public String successorName() {
        return previous.successorName();
    }
}
