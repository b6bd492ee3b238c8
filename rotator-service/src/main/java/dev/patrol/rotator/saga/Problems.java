package dev.patrol.rotator.saga;

import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;

/** The problems that are found by looking at what is asked for. */
public final class Problems {
    private Problems() {}

    static Problem notAlive(RotationPlan plan) {
        return new Problem(
                "token-not-active",
                "The token is expired, revoked or gone, and no successor of it is stored.",
                "Nothing needs to be done where that was intended; otherwise create a token by hand and store it as "
                        + plan.previous().secretName() + ".",
                false);
    }

    /** For what is not this rotator's to rotate. */
    public static Problem foreign(Token token, String organization) {
        return new Problem(
                "foreign-token",
                "The event is of a token of " + token.organization() + " with the secret " + token.secretName()
                        + ", which is not how this rotator of " + organization + " names it.",
                "Look for who publishes events that are not the scanner's.",
                false);
    }

    static Problem notStored(int attempts) {
        return new Problem(
                "successor-not-stored",
                "New tokens were made, " + attempts + " in all, and none of them came to be stored in the vault.",
                "Look at the vault, and at whether the rotator was stopped in the middle. Patrol tries again at the next scan.",
                true);
    }

    /**
     * For a rotation whose successor is in wrong hands.
     *
     * @param trigger why the successor has to go
     */
    public static Problem successorLost(Token successor, Trigger trigger) {
        return new Problem(
                "successor-compromised",
                "The successor " + successor.authorizationId()
                        + (trigger == Trigger.COMPROMISE ? " was found compromised." : " was revoked by a command."),
                "Find out how it was read from the vault. Patrol makes another one.",
                true);
    }

    static Problem ambiguousLineage(RotationPlan plan, Token holder) {
        return new Problem(
                "ambiguous-lineage",
                "Two live tokens belong to the secret " + plan.previous().secretName() + ": "
                        + plan.previous().authorizationId() + " and " + holder.authorizationId() + ".",
                "Revoke the one that nobody uses, or rename it.",
                false);
    }

    /** For a token that is revoked whatever becomes of its rotation. */
    static Problem notInUse(RotationPlan plan, Token holder) {
        return new Problem(
                "not-in-use",
                "The token is revoked, or is being revoked. The secret "
                        + plan.previous().secretName() + " holds another one, " + holder.authorizationId()
                        + ", which lives on.",
                "Nothing needs to be done: who reads the secret has a token that works. Look for who still used the revoked one.",
                false);
    }
}
