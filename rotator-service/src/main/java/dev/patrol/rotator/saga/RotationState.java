package dev.patrol.rotator.saga;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.patrol.model.RotationStep;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How far a rotation has come. Each state holds all that is needed to go on from it, but never a token's value. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = RotationState.STATE)
@JsonSubTypes({
    @JsonSubTypes.Type(value = RotationState.Planned.class, name = "PLANNED"),
    @JsonSubTypes.Type(value = RotationState.Created.class, name = "CREATED"),
    @JsonSubTypes.Type(value = RotationState.Stored.class, name = "STORED"),
    @JsonSubTypes.Type(value = RotationState.Verified.class, name = "VERIFIED"),
    @JsonSubTypes.Type(value = RotationState.Overlap.class, name = "OVERLAP"),
    @JsonSubTypes.Type(value = RotationState.Revoking.class, name = "REVOKING"),
    @JsonSubTypes.Type(value = RotationState.Revoked.class, name = "REVOKED"),
    @JsonSubTypes.Type(value = RotationState.Undoing.class, name = "UNDOING"),
    @JsonSubTypes.Type(value = RotationState.Failed.class, name = "FAILED"),
    @JsonSubTypes.Type(value = RotationState.Forbidden.class, name = "FORBIDDEN")
})
public sealed interface RotationState {
    /** What says on the ledger which state it is. Entries of old have a failed step under the same name, behind it. */
    String STATE = "step";

    String FAILED_STEP = "failedStep";

    /**
     * Nothing was done yet that has to be undone.
     *
     * @param creationAttempts creations whose answer was lost
     * @param earlierVersion version of the secret that is current before the rotation, where there is one
     */
    record Planned(int creationAttempts, Optional<String> earlierVersion) implements RotationState {}

    /**
     * The successor exists; its value is in memory only.
     *
     * @param creationAttempts creations before this one whose answer or value was lost
     */
    record Created(Token successor, int creationAttempts, Optional<String> earlierVersion) implements RotationState {}

    /** The successor's value is the current version of the secret. */
    record Stored(Token successor, SecretVersion secret, Optional<String> earlierVersion) implements RotationState {}

    /**
     * The successor was seen to authenticate; the previous token may die.
     *
     * @param previousDiesAt when it will, at the latest
     * @param waitingFor dependents that may end the overlap early
     */
    record Verified(Token successor, SecretVersion secret, Instant previousDiesAt, Set<String> waitingFor)
            implements RotationState {
        public Verified {
            waitingFor = Collections.unmodifiableSet(new TreeSet<>(waitingFor));
        }

        /** The same after a dependent has acknowledged; when the last has, no overlap is needed. */
        public Verified acknowledgedBy(String dependent, Instant now) {
            Set<String> left = new TreeSet<>(waitingFor);
            boolean wasAwaited = left.remove(dependent);
            return new Verified(successor, secret, wasAwaited && left.isEmpty() ? now : previousDiesAt, left);
        }
    }

    /**
     * Both tokens live, so that dependents have time to take the successor.
     *
     * @param until when the previous token is revoked
     * @param waitingFor dependents that have not said that they use the successor
     */
    record Overlap(Token successor, SecretVersion secret, Instant until, Set<String> waitingFor)
            implements RotationState {
        public Overlap {
            waitingFor = Collections.unmodifiableSet(new TreeSet<>(waitingFor));
        }

        /** The same after a dependent has acknowledged; when the last has, the overlap ends at once. */
        public Overlap acknowledgedBy(String dependent, Instant now) {
            Set<String> left = new TreeSet<>(waitingFor);
            boolean wasAwaited = left.remove(dependent);
            return new Overlap(successor, secret, wasAwaited && left.isEmpty() ? now : until, left);
        }
    }

    /**
     * Azure DevOps took the revocation of the previous token; that it is dead is not seen yet.
     *
     * @param unacknowledged dependents that had not acknowledged by then
     * @param since when the revocation was taken: only a list of tokens that was begun later proves anything
     */
    record Revoking(Token successor, SecretVersion secret, Set<String> unacknowledged, Instant since)
            implements RotationState {
        public Revoking {
            unacknowledged = Collections.unmodifiableSet(new TreeSet<>(unacknowledged));
        }
    }

    /**
     * The previous token was read back as dead. A good end.
     *
     * @param unacknowledged dependents that had not acknowledged by then
     */
    record Revoked(Token successor, SecretVersion secret, Set<String> unacknowledged) implements RotationState {
        public Revoked {
            unacknowledged = Collections.unmodifiableSet(new TreeSet<>(unacknowledged));
        }
    }

    /**
     * What was done is being taken back; there is no way forward from here.
     *
     * @param earlierVersion version of the secret to go back to, where there was one
     * @param step the step that failed
     */
    record Undoing(
            Token successor,
            Optional<String> earlierVersion,
            @JsonProperty(FAILED_STEP) @JsonAlias(STATE) RotationStep step,
            Problem because)
            implements RotationState {}

    /**
     * A bad end.
     *
     * @param compensation what was undone, a sentence each
     */
    record Failed(
            @JsonProperty(FAILED_STEP) @JsonAlias(STATE) RotationStep step, Problem problem, List<String> compensation)
            implements RotationState {
        public Failed {
            compensation = List.copyOf(compensation);
        }
    }

    /** Patrol does not copy a token that has full scope. An end. */
    record Forbidden() implements RotationState {}

    /** The successor, as long as there is one that dependents may use. */
    @JsonIgnore
    default Optional<Token> usableSuccessor() {
        if (this instanceof Stored stored) {
            return Optional.of(stored.successor());
        }
        if (this instanceof Verified verified) {
            return Optional.of(verified.successor());
        }
        if (this instanceof Overlap overlap) {
            return Optional.of(overlap.successor());
        }
        return this instanceof Revoking revoking ? Optional.of(revoking.successor()) : Optional.empty();
    }

    @JsonIgnore
    default boolean isEnd() {
        return this instanceof Revoked || this instanceof Failed || this instanceof Forbidden;
    }
}
