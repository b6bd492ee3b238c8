package dev.patrol.rotator.ledger;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.service.telemetry.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One rotation as the ledger has it.
 *
 * @param rotationId the same however often the event that led to the rotation is delivered
 * @param cause what it was announced by, for the events that follow
 * @param setbacks how often in a row its next step could not be taken
 * @param notBefore when its next step may be tried
 * @param updatedAt when this was written
 */
public record LedgerEntry(
        UUID rotationId,
        RotationPlan plan,
        Cause cause,
        RotationState state,
        int setbacks,
        Instant notBefore,
        Instant updatedAt) {
    public LedgerEntry {
        requireNonNull(rotationId, "rotationId");
        requireNonNull(plan, "plan");
        requireNonNull(cause, "cause");
        requireNonNull(state, "state");
        requireNonNull(notBefore, "notBefore");
        requireNonNull(updatedAt, "updatedAt");
    }

    /**
     * The event or command that led to a rotation.
     *
     * @param traceParent its place in a trace, which what is done later goes on with
     */
    public record Cause(String id, String correlationId, Optional<String> traceParent) {
        public Cause {
            // An older entry of the ledger says nothing of it.
            traceParent = traceParent == null ? Optional.empty() : traceParent;
        }
    }

    /** The same rotation, come to another state; nothing hinders its next step. */
    public LedgerEntry reached(RotationState another, Instant now) {
        return new LedgerEntry(rotationId, plan, cause, another, 0, now, now);
    }

    /** The same rotation with something noted in its state; when its next step may be tried stays. */
    public LedgerEntry changed(RotationState noted, Instant now) {
        return new LedgerEntry(rotationId, plan, cause, noted, setbacks, notBefore, now);
    }

    /** The same rotation, whose next step could not be taken now. */
    public LedgerEntry setBack(int count, Instant again, Instant now) {
        return new LedgerEntry(rotationId, plan, cause, state, count, again, now);
    }

    /** What log and trace tell of work on it. */
    @JsonIgnore
    public Subject subject() {
        return Subject.of(plan.previous())
                .ofEvent(cause.id(), cause.correlationId())
                .ofRotation(rotationId);
    }

    @JsonIgnore
    public String secretName() {
        return plan.previous().secretName();
    }

    /** Whether its previous token is revoked, and may be looked for now. */
    @JsonIgnore
    public boolean isToBeReadBack(Instant now) {
        return state instanceof RotationState.Revoking && !notBefore.isAfter(now);
    }

    /** Whether it waits for nothing but the time; the reading back, which is done for many at once, apart. */
    @JsonIgnore
    public boolean isDue(Instant now) {
        if (state.isEnd() || state instanceof RotationState.Revoking || notBefore.isAfter(now)) {
            return false;
        }
        return !(state instanceof RotationState.Overlap overlap)
                || !overlap.until().isAfter(now);
    }
}
