package dev.patrol.rotator.rotation;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.metrics.RotationMeters;
import dev.patrol.rotator.saga.Action;
import dev.patrol.rotator.saga.Decision;
import dev.patrol.rotator.saga.Outcome;
import dev.patrol.rotator.saga.RotationSaga;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.service.telemetry.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Takes a rotation from one step to the next. Asks the saga, writes to the ledger where the rotation has come before anything
 * else is done, announces it, and does what is next. Who calls holds the lineage's lock.
 */
@ApplicationScoped
class RotationSteps {
    private static final Logger LOG = Logger.getLogger(RotationSteps.class);

    private final RotationSaga saga;
    private final RotationHands.Factory hands;
    private final Announcements announcements;
    private final Ledger ledger;
    private final Setbacks setbacks;
    private final Clock clock;
    private final RotationMeters meters;

    RotationSteps(
            RotationSaga saga,
            RotationHands.Factory hands,
            Announcements announcements,
            Ledger ledger,
            RotationSettings settings,
            Clock clock,
            RotationMeters meters) {
        this.saga = saga;
        this.hands = hands;
        this.announcements = announcements;
        this.ledger = ledger;
        this.setbacks = Setbacks.of(settings);
        this.clock = clock;
        this.meters = meters;
    }

    /** A successor is due itself before its predecessor is dead: the predecessor's time has come, whatever was planned. */
    void hasten(LedgerEntry entry) {
        carryOn(entry, resume(entry.state()), hands.forOne(entry.plan(), clock.instant()));
    }

    private Decision resume(RotationState state) {
        if (state instanceof RotationState.Overlap overlap) {
            return saga.endOverlap(overlap);
        }
        return state instanceof RotationState.Revoking revoking ? saga.readBack(revoking) : saga.resume(state);
    }

    /** Takes steps from here until it has ended, waits for its time, or is another instance's. */
    void carryOn(LedgerEntry from, Decision first, RotationHands own) {
        Work.about(from.subject()).run(() -> takeSteps(from, first, own));
    }

    private void takeSteps(LedgerEntry from, Decision first, RotationHands own) {
        LedgerEntry entry = from;
        Decision decision = first;
        // What an interrupted run wrote but did not come to say is said again; its id is the same.
        announcements.reached(entry);
        while (true) {
            if (decision.setback().isPresent()) {
                setBack(entry, decision.setback().get());
                return;
            }
            if (decision.action().isEmpty()) {
                if (!(entry.state() instanceof RotationState.Overlap overlap) || !entry.isDue(clock.instant())) {
                    return;
                }
                decision = saga.endOverlap(overlap);
            }
            Action action = decision.action().get();
            if (!ledger.owns(entry.secretName()) && !isToBeFinished(action, entry, own)) {
                LOG.infof("%s is left to another instance", entry.secretName());
                return;
            }
            if (action instanceof Action.Create) {
                ledger.write(entry.changed(decision.state(), clock.instant()));
            }
            Outcome outcome = timed(own, action);
            if (!ledger.mayFinish(entry.secretName()) && isTakenBack(action, outcome, own)) {
                LOG.warnf("%s went to another instance during a step, which is undone", entry.secretName());
                return;
            }
            Decision next = saga.next(entry.plan(), decision.state(), action, outcome);
            if (!next.state().equals(decision.state())) {
                entry = reach(entry, next.state());
            }
            decision = next;
        }
    }

    private Outcome timed(RotationHands own, Action action) {
        long begun = System.nanoTime();
        Outcome outcome = own.perform(action);
        meters.took(action, Duration.ofNanos(System.nanoTime() - begun));
        return outcome;
    }

    /** What was done for a lineage that another instance works on by now is in that one's way. */
    private static boolean isTakenBack(Action action, Outcome outcome, RotationHands own) {
        try {
            if (outcome instanceof Outcome.Created created) {
                own.discard(created.successor());
                return true;
            }
            if (action instanceof Action.Store store && outcome instanceof Outcome.Stored stored) {
                own.takeBackIfDead(store.successor(), stored.secret());
                return true;
            }
            return false;
        } catch (AzureDevOpsException | SecretStoreException e) {
            throw new RejectedExecutionException("What came too late is left to the reconciliation", e);
        }
    }

    /** A value in hand is stored while this instance may; after that its token is revoked, since nobody will have it. */
    private boolean isToBeFinished(Action action, LedgerEntry entry, RotationHands own) {
        if (!(action instanceof Action.Store store)) {
            return false;
        }
        if (!ledger.mayFinish(entry.secretName())) {
            own.discard(store.successor());
            return false;
        }
        return true;
    }

    /** Said first and written then: an end that is written but was never said would be silent for ever. */
    LedgerEntry reach(LedgerEntry entry, RotationState state) {
        LedgerEntry reached = entry.reached(state, clock.instant());
        if (state.isEnd()) {
            announcements.reached(reached);
            ledger.write(reached);
        } else {
            ledger.write(reached);
            announcements.reached(reached);
        }
        meters.reached(reached);
        return reached;
    }

    private void setBack(LedgerEntry entry, Decision.Setback setback) {
        meters.setBack(entry, setback.step());
        if (setback.problem().code().equals(ProblemsInWords.NOT_SIGNED_IN)) {
            // That takes as long as it takes, and is no failure of this rotation.
            Instant again = clock.instant().plus(setbacks.waitAfter(1));
            ledger.write(entry.setBack(entry.setbacks(), again, clock.instant()));
            return;
        }
        int count = entry.setbacks() + 1;
        if (setbacks.isTooMany(count)) {
            reach(entry, new RotationState.Failed(setback.step(), setbacks.last(setback.problem()), List.of()));
            return;
        }
        Instant again = clock.instant().plus(setbacks.waitAfter(count));
        LOG.warnf(
                "%s: %s; trying again at %s",
                entry.secretName(), setback.problem().reason(), again);
        if (count == 1) {
            announcements.setBack(entry, setback);
        }
        ledger.write(entry.setBack(count, again, clock.instant()));
    }
}
