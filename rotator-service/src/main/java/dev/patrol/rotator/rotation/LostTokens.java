package dev.patrol.rotator.rotation;

import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.saga.Problem;
import dev.patrol.rotator.saga.Problems;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationSaga;
import dev.patrol.rotator.saga.RotationState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What follows for the lineage of a token that is being revoked by {@link dev.patrol.rotator.revocation}. Where it is being
 * replaced, nobody waits any more; where it is the successor itself, another one is made; where nothing is under way, a
 * successor is made if that was asked for.
 */
@ApplicationScoped
class LostTokens {
    private final RotationSaga saga;
    private final NewRotations rotations;
    private final RotationSteps steps;
    private final RotationHands.Factory hands;
    private final Announcements announcements;
    private final Ledger ledger;
    private final Clock clock;

    LostTokens(
            RotationSaga saga,
            NewRotations rotations,
            RotationSteps steps,
            RotationHands.Factory hands,
            Announcements announcements,
            Ledger ledger,
            Clock clock) {
        this.saga = saga;
        this.rotations = rotations;
        this.steps = steps;
        this.hands = hands;
        this.announcements = announcements;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * A token that is being revoked, whatever its lineage is at.
     *
     * @param cause what said so
     */
    record Loss(Token token, Trigger trigger, boolean successorWanted, Envelope<?> cause) {
        private RotationPlan planFor(Token previous) {
            return new RotationPlan(previous, trigger, true);
        }
    }

    /** Who calls holds the lineage's lock. */
    void lost(Loss loss) {
        String secretName = loss.token().secretName();
        ledger.requireOwned(secretName);
        Optional<LedgerEntry> underWay = ledger.find(secretName);
        UUID lost = loss.token().authorizationId();
        if (underWay.isEmpty()) {
            replaceLost(loss);
        } else if (underWay.get().plan().previous().authorizationId().equals(lost)) {
            endWaiting(underWay.get(), loss);
        } else if (isSuccessorOf(underWay.get(), lost)) {
            replaceSuccessor(underWay.get(), loss);
        }
    }

    private static boolean isSuccessorOf(LedgerEntry entry, UUID authorizationId) {
        return entry.state()
                .usableSuccessor()
                .filter(successor -> successor.authorizationId().equals(authorizationId))
                .isPresent();
    }

    private void replaceLost(Loss loss) {
        Token token = loss.token();
        boolean replaced = ledger.findEnded(token.secretName())
                .filter(ended -> ended.hasReplaced(token.authorizationId()))
                .isPresent();
        if (loss.successorWanted() && !replaced) {
            rotations.begin(loss.planFor(token), loss.cause());
        }
    }

    private void endWaiting(LedgerEntry entry, Loss loss) {
        RotationPlan urgent =
                loss.planFor(entry.plan().previous()).declaredAs(entry.plan().declaration());
        Instant now = clock.instant();
        LedgerEntry hastened = new LedgerEntry(
                entry.rotationId(),
                urgent,
                entry.cause(),
                saga.withoutOverlap(entry.state(), now),
                entry.setbacks(),
                now,
                now);
        if (!entry.plan().isUrgent()) {
            ledger.write(hastened);
            steps.hasten(hastened);
        }
    }

    /** While the previous token works, dependents go back to it; after that it is the successor that has to be replaced. */
    private void replaceSuccessor(LedgerEntry entry, Loss loss) {
        Problem problem = Problems.successorLost(loss.token(), loss.trigger());
        Optional<RotationState> undoing = saga.withoutSuccessor(entry.state(), problem);
        if (undoing.isPresent()) {
            LedgerEntry back = entry.reached(undoing.get(), clock.instant());
            ledger.write(back);
            steps.hasten(back);
            if (ledger.find(entry.secretName()).isEmpty()) {
                goBack(entry.plan(), loss);
            }
            return;
        }
        steps.hasten(entry);
        if (ledger.find(entry.secretName()).isEmpty()) {
            replaceLost(loss);
        } else {
            announcements.notReplaced(loss.token(), loss.cause());
        }
    }

    /** After a break-glass the previous token is dead as well; then a successor is made where one is wanted. */
    private void goBack(RotationPlan plan, Loss loss) {
        if (hands.forOne(plan, clock.instant()).previousMayBeAlive()) {
            rotations.begin(plan, loss.cause());
        } else if (loss.successorWanted()) {
            rotations.begin(loss.planFor(plan.previous()), loss.cause());
        }
    }
}
