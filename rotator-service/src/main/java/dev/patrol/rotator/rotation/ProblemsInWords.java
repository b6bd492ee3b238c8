package dev.patrol.rotator.rotation;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.model.token.Redaction;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.saga.Problem;
import dev.patrol.secrets.SecretStoreException;

/** Failures of the two systems as problems: a stable code, what happened, what to do. */
final class ProblemsInWords {
    private static final String WILL_PASS = "Nothing needs to be done at once: Patrol tries again by itself.";

    /** Whoever must sign in is told once for all rotations, by whoever finds out. */
    static final String NOT_SIGNED_IN = "not-signed-in";

    private ProblemsInWords() {}

    static Problem of(AzureDevOpsException e) {
        String reason = Redaction.redact(e.getMessage());
        if (e instanceof AzureDevOpsException.NoCredential) {
            return new Problem(NOT_SIGNED_IN, reason, WILL_PASS, true);
        }
        if (e instanceof AzureDevOpsException.Unauthorized || e instanceof AzureDevOpsException.Forbidden) {
            return new Problem(
                    "azure-devops-refuses-patrol",
                    reason,
                    "Give Patrol a credential that may manage tokens: check that it is valid and has the rights.",
                    true);
        }
        if (e instanceof AzureDevOpsException.Refused refused) {
            return new Problem(
                    "azure-devops-refuses-token",
                    reason,
                    "Azure DevOps says " + refused.error() + ": change the token or the organization's policy.",
                    e.isTransient());
        }
        return new Problem(
                e.isTransient() ? "azure-devops-unavailable" : "azure-devops-unexpected-answer",
                reason,
                e.isTransient() ? WILL_PASS : "Look at the rotator's log and at Azure DevOps' status page.",
                e.isTransient());
    }

    static Problem of(SecretStoreException e) {
        boolean passing = e instanceof SecretStoreException.Unavailable;
        return new Problem(
                passing ? "vault-unavailable" : "vault-refuses-patrol",
                e.getMessage(),
                passing ? WILL_PASS + " " + e.remedy() : e.remedy(),
                true);
    }

    static Problem ownFault(RuntimeException e) {
        return new Problem(
                "rotator-fault",
                "The rotator has a fault of its own (" + e.getClass().getSimpleName() + ").",
                "Look at the rotator's log and report it; Patrol tries again at the next scan.",
                true);
    }

    static Problem successorRejected() {
        return new Problem(
                "successor-rejected",
                "Azure DevOps does not accept the new token.",
                "Try the rotation again; where it happens again, look for a policy that blocks new tokens.",
                false);
    }

    static Problem fullScope() {
        return new Problem(
                "full-scope",
                "The token has full access (app_token), which is never copied.",
                "Create a token with only the scopes that its dependents need.",
                false);
    }

    static Problem otherName() {
        return new Problem(
                "other-name",
                "Azure DevOps knows the token by another name than the event, so it may belong to another secret.",
                "Nothing needs to be done after a renaming: the next scan knows the new name. Otherwise look for who"
                        + " publishes events that are not the scanner's.",
                false);
    }

    static Problem otherScopes(Token successor) {
        return new Problem(
                "other-scopes",
                "Azure DevOps gave the new token other scopes than were asked for: "
                        + String.join(" ", successor.scopes()) + ".",
                "Look for a policy that narrows scopes, and change the token's scopes by hand.",
                false);
    }

    static Problem successorGone(Token successor) {
        return new Problem(
                "successor-gone",
                "The new token " + successor.authorizationId()
                        + " was revoked before the old one was; the old one is kept.",
                "Find out who revoked the new token and why. Patrol takes the rotation up again at the next scan, while the"
                        + " old token lives.",
                false);
    }

    static Problem previousSurvived(Token previous) {
        return new Problem(
                "previous-survived",
                "Azure DevOps took the revocation of " + previous.authorizationId()
                        + " but still gives the token as active.",
                WILL_PASS,
                true);
    }
}
