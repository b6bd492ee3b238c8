package dev.patrol.rotator.rotation;

import dev.patrol.model.Response;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.service.telemetry.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What there is to do for a lineage, whoever says so: a token that is due, lost or to be rotated, a dependent that has
 * acknowledged, a step whose time has come. Whatever calls, one thread at a time works on a lineage.
 */
@ApplicationScoped
class Rotations {
    private final NewRotations newRotations;
    private final RotationSteps steps;
    private final LostTokens lostTokens;
    private final Ledger ledger;
    private final LineageLocks locks;
    private final Clock clock;

    Rotations(
            NewRotations newRotations,
            RotationSteps steps,
            LostTokens lostTokens,
            Ledger ledger,
            LineageLocks locks,
            Clock clock) {
        this.newRotations = newRotations;
        this.steps = steps;
        this.lostTokens = lostTokens;
        this.ledger = ledger;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * A token is due. Returns when its rotation has ended, waits for its overlap to end, or for a better time; in each case
     * the ledger knows.
     */
    void due(Envelope<TokenExpiring> expiring) {
        Token token = expiring.payload().token();
        locks.holding(token.secretName(), () -> {
            ledger.requireOwned(token.secretName());
            if (!isSettled(token)) {
                newRotations.begin(new RotationPlan(token, Trigger.EXPIRY), expiring);
            }
        });
    }

    /**
     * The same, for {@link RotationClock} to carry on: returns when the ledger knows. A lineage that has a rotation under way is
     * not waited for; if that is of another token, the next scan says again that this one is due.
     */
    void plan(Envelope<TokenExpiring> expiring) {
        Token token = expiring.payload().token();
        ledger.requireOwned(token.secretName());
        if (ledger.find(token.secretName()).isEmpty()) {
            locks.holding(token.secretName(), () -> planIfNew(token, expiring));
        }
    }

    private void planIfNew(Token token, Envelope<TokenExpiring> expiring) {
        ledger.requireOwned(token.secretName());
        boolean isNew = ledger.find(token.secretName()).isEmpty() && !isSettled(token);
        if (isNew) {
            newRotations.plan(new RotationPlan(token, Trigger.EXPIRY), expiring);
        }
    }

    /** Whether nothing new is to be begun for a token, since its rotation is under way, done, or has to wait for another. */
    private boolean isSettled(Token token) {
        Optional<LedgerEntry> underWay = ledger.find(token.secretName());
        if (underWay.isEmpty()) {
            return ledger.findEnded(token.secretName())
                    .filter(ended -> ended.hasReplaced(token.authorizationId()))
                    .isPresent();
        }
        if (underWay.get().plan().previous().authorizationId().equals(token.authorizationId())) {
            return true;
        }
        if (newRotations.isOurs(token)) {
            steps.hasten(underWay.get());
        }
        return ledger.find(token.secretName()).isPresent();
    }

    /** A token is in wrong hands. */
    void compromised(Envelope<TokenCompromised> envelope) {
        TokenCompromised finding = envelope.payload();
        boolean successorWanted = finding.response() == Response.ROTATE;
        locks.holding(
                finding.token().secretName(),
                () -> lostTokens.lost(
                        new LostTokens.Loss(finding.token(), Trigger.COMPROMISE, successorWanted, envelope)));
    }

    /** A command asks for a rotation, or has a token revoked: then what follows is as for a compromised one. */
    void requested(Envelope<RotationRequested> envelope) {
        RotationRequested request = envelope.payload();
        Token token = request.token();
        locks.holding(token.secretName(), () -> {
            if (request.tokenRevoked()) {
                lostTokens.lost(new LostTokens.Loss(token, Trigger.COMMAND, request.successorWanted(), envelope));
                return;
            }
            ledger.requireOwned(token.secretName());
            if (!isSettled(token)) {
                newRotations.begin(new RotationPlan(token, Trigger.COMMAND), envelope);
            }
        });
    }

    /** A dependent uses the successor. What nobody waits for is of no effect. */
    void acknowledged(Envelope<RotationAcknowledged> acknowledgement) {
        RotationAcknowledged said = acknowledgement.payload();
        locks.holding(said.secretName(), () -> {
            ledger.requireOwned(said.secretName());
            ledger.find(said.secretName()).ifPresent(entry -> acknowledge(entry, said));
        });
    }

    private void acknowledge(LedgerEntry entry, RotationAcknowledged said) {
        RotationState after = afterAcknowledgement(entry.state(), said);
        if (!after.equals(entry.state())) {
            ledger.write(entry.changed(after, clock.instant()));
        }
    }

    private RotationState afterAcknowledgement(RotationState state, RotationAcknowledged said) {
        if (state instanceof RotationState.Overlap overlap
                && overlap.successor().authorizationId().equals(said.authorizationId())) {
            return overlap.acknowledgedBy(said.dependent(), clock.instant());
        }
        if (state instanceof RotationState.Verified verified
                && verified.successor().authorizationId().equals(said.authorizationId())) {
            return verified.acknowledgedBy(said.dependent(), clock.instant());
        }
        return state;
    }

    /** Goes on with a rotation whose next step only waited for its time, or was left by another run. */
    void goOn(String secretName) {
        takeUp(secretName, entry -> entry.isDue(clock.instant()));
    }

    /** Sees whether a revoked token is dead, which is the end of its rotation. */
    void readBack(String secretName) {
        takeUp(secretName, entry -> entry.isToBeReadBack(clock.instant()));
    }

    private void takeUp(String secretName, Predicate<LedgerEntry> wanted) {
        locks.holdingIfFree(secretName, () -> ledger.find(secretName)
                .filter(wanted.and(entry -> newRotations.isOurs(entry.plan().previous())))
                .ifPresent(
                        entry -> Work.resuming("resume rotation", entry.cause().traceParent(), entry.subject())
                                .run(() -> steps.hasten(entry))));
    }
}
