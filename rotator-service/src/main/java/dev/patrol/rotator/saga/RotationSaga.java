package dev.patrol.rotator.saga;

import dev.patrol.model.RotationStep;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Optional;

/**
 * Decides the next step of a rotation. Kept at every step:
 *
 * <ol>
 *   <li>the previous token is revoked only after its successor is stored and was seen to authenticate;
 *   <li>a created successor ends stored, or revoked;
 *   <li>a token has one successor: what an earlier, interrupted run has stored is taken up, not made again;
 *   <li>a creation whose answer is lost is never repeated before what it may have made is revoked;
 *   <li>a token with full scope is never copied.
 * </ol>
 */
public final class RotationSaga {
    private final int creationAttempts;

    /** @param creationAttempts how often a creation whose answer is lost is tried in all */
    public RotationSaga(int creationAttempts) {
        this.creationAttempts = creationAttempts;
    }

    /** The first decision. */
    public Decision begin(RotationPlan plan) {
        return plan.previous().isFullScope()
                ? Decision.end(new RotationState.Forbidden())
                : Decision.go(new RotationState.Planned(0, Optional.empty()), new Action.Inspect());
    }

    /**
     * @param state where the rotation stands
     * @param action what was done last
     * @param outcome what came of it
     */
    public Decision next(RotationPlan plan, RotationState state, Action action, Outcome outcome) {
        if (action instanceof Action.Inspect) {
            return afterInspection(plan, outcome);
        }
        if (action instanceof Action.Create) {
            return afterCreation((RotationState.Planned) state, outcome);
        }
        if (action instanceof Action.Sweep sweep) {
            return afterSweep((RotationState.Planned) state, sweep, outcome);
        }
        if (action instanceof Action.Store) {
            return afterStoring((RotationState.Created) state, outcome);
        }
        if (action instanceof Action.Verify) {
            return afterVerification((RotationState.Stored) state, outcome);
        }
        if (action instanceof Action.RevokePrevious) {
            return afterRevocation((RotationState.Verified) state, outcome);
        }
        return afterUndoing((Action.Undo) action, outcome);
    }

    private Decision afterInspection(RotationPlan plan, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed(RotationStep.PLAN, failed.problem());
        }
        Outcome.Inspected found = (Outcome.Inspected) outcome;
        Optional<Outcome.SecretContent> secret = found.secret();
        Optional<Token> holder = secret.flatMap(Outcome.SecretContent::holder);
        if (holder.isPresent() && secret.get().replacesPrevious()) {
            SecretVersion version = secret.get().version();
            return Decision.go(
                    new RotationState.Stored(holder.get(), version, Optional.empty()),
                    new Action.Verify(holder.get(), version));
        }
        if (!found.previousIsAlive()) {
            return failed(RotationStep.PLAN, Problems.notAlive(plan));
        }
        if (holder.isPresent() && !secret.get().holdsPrevious()) {
            return failed(RotationStep.PLAN, Problems.ambiguousLineage(plan, holder.get()));
        }
        Optional<String> earlierVersion =
                secret.map(content -> content.version().version());
        return Decision.go(new RotationState.Planned(0, earlierVersion), new Action.Create());
    }

    private Decision afterCreation(RotationState.Planned planned, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed(RotationStep.CREATE, failed.problem());
        }
        if (outcome instanceof Outcome.CreationUnclear unclear) {
            return Decision.go(
                    new RotationState.Planned(planned.creationAttempts() + 1, planned.earlierVersion()),
                    new Action.Sweep(unclear.problem()));
        }
        Token successor = ((Outcome.Created) outcome).successor();
        return Decision.go(new RotationState.Created(successor, planned.earlierVersion()), new Action.Store(successor));
    }

    private Decision afterSweep(RotationState.Planned planned, Action.Sweep sweep, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed(
                    RotationStep.CREATE,
                    sweep.because(),
                    "Whether the lost answer left a token is not known: "
                            + failed.problem().reason());
        }
        if (planned.creationAttempts() < creationAttempts) {
            return Decision.go(planned, new Action.Create());
        }
        int revoked = ((Outcome.Swept) outcome).revoked();
        return failed(
                RotationStep.CREATE,
                sweep.because(),
                revoked == 0
                        ? "Azure DevOps was asked: no token was left behind."
                        : "Tokens that were left behind and are revoked now: " + revoked + ".");
    }

    private Decision afterStoring(RotationState.Created created, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return Decision.go(
                    created,
                    new Action.Undo(
                            created.successor(), created.earlierVersion(), RotationStep.STORE, failed.problem()));
        }
        SecretVersion secret = ((Outcome.Stored) outcome).secret();
        return Decision.go(
                new RotationState.Stored(created.successor(), secret, created.earlierVersion()),
                new Action.Verify(created.successor(), secret));
    }

    /** A successor that can't be tried now is kept: it is stored, and a later run goes on from there. */
    private Decision afterVerification(RotationState.Stored stored, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.problem().passing()
                    ? failed(RotationStep.VERIFY, failed.problem())
                    : Decision.go(
                            stored,
                            new Action.Undo(
                                    stored.successor(),
                                    stored.earlierVersion(),
                                    RotationStep.VERIFY,
                                    failed.problem()));
        }
        return Decision.go(
                new RotationState.Verified(stored.successor(), stored.secret()), new Action.RevokePrevious());
    }

    private Decision afterRevocation(RotationState.Verified verified, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed(RotationStep.REVOKE, failed.problem());
        }
        return Decision.end(new RotationState.Revoked(verified.successor(), verified.secret()));
    }

    private Decision afterUndoing(Action.Undo undo, Outcome outcome) {
        List<String> compensation = outcome instanceof Outcome.Failed failed
                ? List.of(failed.problem().reason() + " " + failed.problem().remedy())
                : ((Outcome.Undone) outcome).done();
        return Decision.end(new RotationState.Failed(undo.step(), undo.because(), compensation));
    }

    private static Decision failed(RotationStep step, Problem problem, String... compensation) {
        return Decision.end(new RotationState.Failed(step, problem, List.of(compensation)));
    }
}
