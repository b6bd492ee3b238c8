package dev.patrol.rotator.saga;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.patrol.model.Declaration;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import java.util.Optional;

/**
 * What is to be done: replace this token.
 *
 * @param previousDiesFirst whether it is revoked before it has a successor
 * @param declaration how its successor is to be, where people have laid that down: as it was when the rotation began, and to its
 *     end, whatever is declared meanwhile
 */
public record RotationPlan(
        Token previous, Trigger trigger, boolean previousDiesFirst, Optional<Declaration> declaration) {
    public RotationPlan {
        requireNonNull(previous, "previous");
        requireNonNull(trigger, "trigger");
        // An older entry of the ledger says nothing of it.
        declaration = declaration == null ? Optional.empty() : declaration;
    }

    /** One of which nothing is declared. */
    public RotationPlan(Token previous, Trigger trigger, boolean previousDiesFirst) {
        this(previous, trigger, previousDiesFirst, Optional.empty());
    }

    /** One that is in wrong hands dies first; any other one when its successor works. */
    public RotationPlan(Token previous, Trigger trigger) {
        this(previous, trigger, trigger == Trigger.COMPROMISE);
    }

    /** The same with what is declared of its lineage. */
    public RotationPlan declaredAs(Optional<Declaration> declared) {
        return new RotationPlan(previous, trigger, previousDiesFirst, declared);
    }

    /** Whether the successor would be a copy of a token that may do anything; what is declared never may. */
    @JsonIgnore
    public boolean copiesFullScope() {
        return previous.isFullScope() && declaration.isEmpty();
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
