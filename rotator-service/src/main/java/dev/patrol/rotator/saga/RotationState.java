package dev.patrol.rotator.saga;

import dev.patrol.model.RotationStep;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Optional;

/** How far a rotation has come. Each state holds all that is needed to go on from it, but never a token's value. */
public sealed interface RotationState {

    /**
     * Nothing was done yet that has to be undone.
     *
     * @param creationAttempts creations whose answer was lost
     * @param earlierVersion version of the secret that is current before the rotation, where there is one
     */
    record Planned(int creationAttempts, Optional<String> earlierVersion) implements RotationState {}

    /** The successor exists; its value is in memory only. */
    record Created(Token successor, Optional<String> earlierVersion) implements RotationState {}

    /** The successor's value is the current version of the secret. */
    record Stored(Token successor, SecretVersion secret, Optional<String> earlierVersion) implements RotationState {}

    /** The successor was seen to authenticate; the previous token may die. */
    record Verified(Token successor, SecretVersion secret) implements RotationState {}

    /** The previous token was read back as dead. A good end. */
    record Revoked(Token successor, SecretVersion secret) implements RotationState {}

    /**
     * A bad end.
     *
     * @param compensation what was undone, a sentence each
     */
    record Failed(RotationStep step, Problem problem, List<String> compensation) implements RotationState {
        public Failed {
            compensation = List.copyOf(compensation);
        }
    }

    /** Patrol does not copy a token that has full scope. An end. */
    record Forbidden() implements RotationState {}

    default boolean isEnd() {
        return this instanceof Revoked || this instanceof Failed || this instanceof Forbidden;
    }
}
