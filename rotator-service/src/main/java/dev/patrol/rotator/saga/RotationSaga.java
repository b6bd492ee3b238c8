package dev.patrol.rotator.saga;

import dev.patrol.model.RotationStep;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides the next step of a rotation. Kept at every step:
 *
 * <ol>
 *   <li>the previous token is revoked only after its successor is stored and was seen to authenticate, and not where that
 *       one is dead by then; a compromised one is revoked before anything else is done;
 *   <li>a created successor ends stored, or revoked;
 *   <li>a token has one successor: what an earlier, interrupted run has stored is taken up, not made again;
 *   <li>nothing is created before what an earlier creation may have left is revoked;
 *   <li>a token with full scope is never copied.
 * </ol>
 */
public final class RotationSaga {
    private static final Problem INTERRUPTED = new Problem(
            "interrupted", "The rotation was interrupted while it created a token.", "Nothing needs to be done.", true);

    private final int creationAttempts;

    /** @param creationAttempts how often a creation whose answer or value is lost is tried in all */
    public RotationSaga(int creationAttempts) {
        this.creationAttempts = creationAttempts;
    }

    /** The first decision. */
    public Decision begin(RotationPlan plan) {
        return plan.copiesFullScope()
                ? Decision.stay(new RotationState.Forbidden())
                : Decision.go(new RotationState.Planned(0, Optional.empty()), new Action.Inspect());
    }

    /** The only decision on what is not to be begun at all. */
    public Decision refuse(Problem problem) {
        return failed(RotationStep.PLAN, problem);
    }

    /** The first decision of whoever takes up a rotation that another run, or this one, has left at a state. */
    public Decision resume(RotationState state) {
        if (state instanceof RotationState.Planned planned) {
            return Decision.go(planned, new Action.Inspect());
        }
        if (state instanceof RotationState.Created created) {
            return Decision.go(created, new Action.Recover(created.successor()));
        }
        if (state instanceof RotationState.Stored stored) {
            return Decision.go(stored, new Action.Verify(stored.successor(), stored.secret()));
        }
        if (state instanceof RotationState.Verified verified) {
            return Decision.go(verified, new Action.BeginOverlap());
        }
        if (state instanceof RotationState.Undoing undoing) {
            return undo(undoing);
        }
        return Decision.stay(state);
    }

    /** The decision when the time of an overlap has come, or all have acknowledged. */
    public Decision endOverlap(RotationState.Overlap overlap) {
        return Decision.go(overlap, new Action.RevokePrevious(overlap.successor(), overlap.secret()));
    }

    /**
     * What the state becomes when the previous token is found compromised: nobody is waited for any more.
     *
     * @return the same where that changes nothing
     */
    public RotationState withoutOverlap(RotationState state, Instant now) {
        if (state instanceof RotationState.Verified verified) {
            return new RotationState.Verified(verified.successor(), verified.secret(), now, Set.of());
        }
        return state instanceof RotationState.Overlap overlap
                ? new RotationState.Overlap(overlap.successor(), overlap.secret(), now, Set.of())
                : state;
    }

    /**
     * What the state becomes when the successor is found compromised while the previous token still works: there is no way
     * forward from here.
     *
     * @return empty where nothing can be taken back any more, or nothing is there yet
     */
    public Optional<RotationState> withoutSuccessor(RotationState state, Problem because) {
        if (state instanceof RotationState.Stored stored) {
            return Optional.of(new RotationState.Undoing(
                    stored.successor(), stored.earlierVersion(), RotationStep.VERIFY, because));
        }
        if (state instanceof RotationState.Verified verified) {
            return Optional.of(
                    new RotationState.Undoing(verified.successor(), Optional.empty(), RotationStep.REVOKE, because));
        }
        if (state instanceof RotationState.Overlap overlap) {
            return Optional.of(
                    new RotationState.Undoing(overlap.successor(), Optional.empty(), RotationStep.REVOKE, because));
        }
        return Optional.empty();
    }

    /** The decision when it is to be seen whether a revoked token is dead. */
    public Decision readBack(RotationState.Revoking revoking) {
        return Decision.go(revoking, new Action.ReadBack(revoking.since()));
    }

    /**
     * @param state where the rotation stands
     * @param action what was done last
     * @param outcome what came of it
     */
    public Decision next(RotationPlan plan, RotationState state, Action action, Outcome outcome) {
        if (action instanceof Action.Inspect) {
            return afterInspection(plan, (RotationState.Planned) state, outcome);
        }
        if (action instanceof Action.RevokeFirst) {
            return afterRevokingFirst((RotationState.Planned) state, outcome);
        }
        if (action instanceof Action.Create) {
            return afterCreation((RotationState.Planned) state, outcome);
        }
        if (action instanceof Action.Sweep sweep) {
            return afterSweep((RotationState.Planned) state, sweep, outcome);
        }
        if (action instanceof Action.Recover) {
            return afterRecovery((RotationState.Created) state, outcome);
        }
        if (action instanceof Action.Store) {
            return afterStoring((RotationState.Created) state, outcome);
        }
        if (action instanceof Action.Verify) {
            return afterVerification((RotationState.Stored) state, outcome);
        }
        if (action instanceof Action.BeginOverlap) {
            RotationState.Verified verified = (RotationState.Verified) state;
            return Decision.stay(new RotationState.Overlap(
                    verified.successor(), verified.secret(), verified.previousDiesAt(), verified.waitingFor()));
        }
        if (action instanceof Action.RevokePrevious) {
            return afterRevocation((RotationState.Overlap) state, outcome);
        }
        if (action instanceof Action.ReadBack) {
            return afterReadBack((RotationState.Revoking) state, outcome);
        }
        return afterUndoing(state, (Action.Undo) action, outcome);
    }

    private Decision afterInspection(RotationPlan plan, RotationState.Planned planned, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return laterOrNever(planned, RotationStep.PLAN, failed.problem());
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
        if (!found.previousIsAlive() && !plan.isUrgent()) {
            return failed(RotationStep.PLAN, Problems.notAlive(plan));
        }
        if (holder.isPresent() && !secret.get().holdsPrevious()) {
            return failed(
                    RotationStep.PLAN,
                    plan.isUrgent()
                            ? Problems.notInUse(plan, holder.get())
                            : Problems.ambiguousLineage(plan, holder.get()));
        }
        Optional<String> earlierVersion =
                secret.map(content -> content.version().version());
        return Decision.go(
                new RotationState.Planned(planned.creationAttempts(), earlierVersion),
                plan.isUrgent() ? new Action.RevokeFirst() : new Action.Sweep(INTERRUPTED));
    }

    private static Decision afterRevokingFirst(RotationState.Planned planned, Outcome outcome) {
        return outcome instanceof Outcome.Failed failed
                ? Decision.later(planned, RotationStep.REVOKE, failed.problem())
                : Decision.go(planned, new Action.Sweep(INTERRUPTED));
    }

    private Decision afterCreation(RotationState.Planned planned, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return laterOrNever(planned, RotationStep.CREATE, failed.problem());
        }
        if (outcome instanceof Outcome.CreationUnclear unclear) {
            return Decision.go(
                    new RotationState.Planned(planned.creationAttempts() + 1, planned.earlierVersion()),
                    new Action.Sweep(unclear.problem()));
        }
        Token successor = ((Outcome.Created) outcome).successor();
        return Decision.go(
                new RotationState.Created(successor, planned.creationAttempts(), planned.earlierVersion()),
                new Action.Store(successor));
    }

    /** Comes before every creation: what an earlier one may have left must be gone, so a sweep that fails is tried again. */
    private Decision afterSweep(RotationState.Planned planned, Action.Sweep sweep, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return Decision.later(planned, RotationStep.CREATE, failed.problem());
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

    private Decision afterRecovery(RotationState.Created created, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return Decision.later(created, RotationStep.STORE, failed.problem());
        }
        if (outcome instanceof Outcome.Discarded) {
            int attempts = created.creationAttempts() + 1;
            return attempts < creationAttempts
                    ? Decision.go(new RotationState.Planned(attempts, created.earlierVersion()), new Action.Inspect())
                    : failed(
                            RotationStep.STORE,
                            Problems.notStored(attempts),
                            "Revoked the new token " + created.successor().authorizationId() + ".");
        }
        SecretVersion secret = ((Outcome.Stored) outcome).secret();
        return Decision.go(
                new RotationState.Stored(created.successor(), secret, created.earlierVersion()),
                new Action.Verify(created.successor(), secret));
    }

    /**
     * A store that may still be done is given time before it is looked at: a successor that is revoked too early would be stored
     * dead.
     */
    private Decision afterStoring(RotationState.Created created, Outcome outcome) {
        if (outcome instanceof Outcome.StoringUnclear unclear) {
            return Decision.later(created, RotationStep.STORE, unclear.problem());
        }
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

    /** A successor that can't be tried now is kept: it is stored, and can be tried later. */
    private Decision afterVerification(RotationState.Stored stored, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.problem().passing()
                    ? Decision.later(stored, RotationStep.VERIFY, failed.problem())
                    : undo(new RotationState.Undoing(
                            stored.successor(), stored.earlierVersion(), RotationStep.VERIFY, failed.problem()));
        }
        Outcome.Authenticated authenticated = (Outcome.Authenticated) outcome;
        return Decision.go(
                new RotationState.Verified(
                        stored.successor(), stored.secret(), authenticated.overlapEnds(), authenticated.waitingFor()),
                new Action.BeginOverlap());
    }

    private Decision afterRevocation(RotationState.Overlap overlap, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return Decision.later(overlap, RotationStep.REVOKE, failed.problem());
        }
        if (outcome instanceof Outcome.SuccessorGone gone) {
            return undo(new RotationState.Undoing(
                    overlap.successor(), Optional.empty(), RotationStep.REVOKE, gone.problem()));
        }
        return Decision.stay(new RotationState.Revoking(
                overlap.successor(), overlap.secret(), overlap.waitingFor(), ((Outcome.PreviousRevoked) outcome).at()));
    }

    private Decision afterReadBack(RotationState.Revoking revoking, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return Decision.later(revoking, RotationStep.REVOKE, failed.problem());
        }
        return Decision.stay(
                new RotationState.Revoked(revoking.successor(), revoking.secret(), revoking.unacknowledged()));
    }

    /** Of what may be stored, a state of its own: a run that is interrupted here must not go on with the successor. */
    private static Decision undo(RotationState.Undoing undoing) {
        return Decision.go(
                undoing,
                new Action.Undo(undoing.successor(), undoing.earlierVersion(), undoing.step(), undoing.because()));
    }

    /** Nothing is revoked while the vault may give its value; when that can be told, the state is gone on from. */
    private Decision afterUndoing(RotationState state, Action.Undo undo, Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            return Decision.later(state, undo.step(), undo.because());
        }
        return Decision.stay(new RotationState.Failed(undo.step(), undo.because(), ((Outcome.Undone) outcome).done()));
    }

    private static Decision laterOrNever(RotationState state, RotationStep step, Problem problem) {
        return problem.passing() ? Decision.later(state, step, problem) : failed(step, problem);
    }

    private static Decision failed(RotationStep step, Problem problem, String... compensation) {
        return Decision.stay(new RotationState.Failed(step, problem, List.of(compensation)));
    }
}
