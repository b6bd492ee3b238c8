package dev.patrol.rotator.revocation;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.PolicyResponse;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Response;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.util.Optional;

/**
 * A token that is to be dead as soon as it can be.
 *
 * @param reason one sentence for people
 * @param requestedBy who asked for it; null where Patrol did by itself
 * @param cause what asked for it
 */
public record Revocation(Token token, Trigger trigger, String reason, String requestedBy, Envelope<?> cause) {
    public Revocation {
        requireNonNull(token, "token");
        requireNonNull(trigger, "trigger");
        requireNonNull(reason, "reason");
        requireNonNull(cause, "cause");
    }

    /** Whether nobody gets a successor: a command says so, or nobody uses it. What is in wrong hands is another matter. */
    boolean isForGood() {
        return cause.payload() instanceof RevokeToken asked
                ? !asked.rotateAfterwards()
                : cause.payload() instanceof TokenUnused;
    }

    /** Empty where only people are told, or the finding is of a token that nobody knows. */
    static Optional<Revocation> askedFor(Envelope<?> envelope) {
        if (envelope.payload() instanceof TokenCompromised finding
                && finding.response() != Response.NOTIFY
                && finding.token() != null) {
            return Optional.of(new Revocation(
                    finding.token(),
                    Trigger.COMPROMISE,
                    "Found compromised (" + finding.rule() + "): " + finding.reason(),
                    null,
                    envelope));
        }
        if (envelope.payload() instanceof TokenUnused unused && unused.response() == Response.REVOKE) {
            return Optional.of(new Revocation(
                    unused.token(),
                    Trigger.POLICY,
                    "No audited action for " + unused.daysIdle() + " days, and patrol.unused-token.action is revoke.",
                    null,
                    envelope));
        }
        if (envelope.payload() instanceof PolicyViolated violation && violation.asksFor(PolicyResponse.REVOKE)) {
            return Optional.of(new Revocation(
                    violation.token(),
                    Trigger.POLICY,
                    "It broke the policy " + violation.policy() + ": " + violation.found(),
                    null,
                    envelope));
        }
        return Optional.empty();
    }
}
