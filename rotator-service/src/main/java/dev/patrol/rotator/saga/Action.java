package dev.patrol.rotator.saga;

import dev.patrol.model.RotationStep;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Optional;

/** The one thing to do next. */
public sealed interface Action {

    /** Ask Azure DevOps for the previous token and the vault for the secret. */
    record Inspect() implements Action {}

    /** Revoke the previous token before it has a successor: it is in wrong hands. */
    record RevokeFirst() implements Action {}

    record Create() implements Action {}

    /** Revoke every live token of the successor's name: nobody has its value. */
    record Sweep(Problem because) implements Action {}

    /** Find out whether a successor whose value is lost was stored before; revoke it where it was not. */
    record Recover(Token successor) implements Action {}

    record Store(Token successor) implements Action {}

    /** See the value that the vault gives authenticate. */
    record Verify(Token successor, SecretVersion secret) implements Action {}

    /** Let both tokens live for a time. */
    record BeginOverlap() implements Action {}

    /** Revoke the previous token, if its successor still lives; see that the vault still gives that one's value. */
    record RevokePrevious(Token successor, SecretVersion secret) implements Action {}

    /**
     * Look whether the previous token is dead.
     *
     * @param since when it was revoked
     */
    record ReadBack(Instant since) implements Action {}

    /**
     * Take back what was done: make the earlier value the secret's current one where the successor's is, and revoke the
     * successor.
     *
     * @param earlierVersion version of the secret to go back to, where there was one
     * @param step the step that failed
     */
    record Undo(Token successor, Optional<String> earlierVersion, RotationStep step, Problem because)
            implements Action {}
}
