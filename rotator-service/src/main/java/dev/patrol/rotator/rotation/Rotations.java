package dev.patrol.rotator.rotation;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.model.Response;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.ledger.EndedRotation;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.metrics.RotationMeters;
import dev.patrol.rotator.saga.Action;
import dev.patrol.rotator.saga.Decision;
import dev.patrol.rotator.saga.Outcome;
import dev.patrol.rotator.saga.Problem;
import dev.patrol.rotator.saga.Problems;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationSaga;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.service.declarations.Declarations;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Carries rotations from their plan to their end. Asks the saga, writes to the ledger where a rotation has come before
 * anything else is done, announces it, and does what is next. Whatever calls, one thread at a time works on a lineage.
 */
@ApplicationScoped
class Rotations {
    private static final Logger LOG = Logger.getLogger(Rotations.class);

    private final RotationSaga saga;
    private final RotationHands.Factory hands;
    private final Announcements announcements;
    private final Ledger ledger;
    private final LineageLocks locks;
    private final Setbacks setbacks;
    private final Clock clock;
    private final Organizations organizations;
    private final Declarations declarations;
    private final RotationMeters meters;

    Rotations(
            RotationSettings settings,
            RotationHands.Factory hands,
            Announcements announcements,
            Ledger ledger,
            LineageLocks locks,
            Clock clock,
            Organizations organizations,
            Declarations declarations,
            RotationMeters meters) {
        this.meters = meters;
        this.organizations = organizations;
        this.declarations = declarations;
        this.saga = new RotationSaga(settings.creationAttempts());
        this.hands = hands;
        this.announcements = announcements;
        this.ledger = ledger;
        this.locks = locks;
        this.setbacks = Setbacks.of(settings);
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
                begin(new RotationPlan(token, Trigger.EXPIRY), expiring);
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
            write(planned(new RotationPlan(token, Trigger.EXPIRY), expiring));
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
        if (isOurs(token)) {
            hasten(underWay.get());
        }
        return ledger.find(token.secretName()).isPresent();
    }

    /**
     * A token is in wrong hands, and is being revoked by {@link dev.patrol.rotator.revocation}: what follows for its lineage.
     * Where it is being replaced, nobody waits any more; where it is the successor itself, another one is made; where nothing
     * is under way, a successor is made if that was asked for.
     */
    void compromised(Envelope<TokenCompromised> envelope) {
        TokenCompromised finding = envelope.payload();
        boolean successorWanted = finding.response() == Response.ROTATE;
        locks.holding(
                finding.token().secretName(),
                () -> lost(new Loss(finding.token(), Trigger.COMPROMISE, successorWanted, envelope)));
    }

    /** A command asks for a rotation, or has a token revoked: then what follows is as for a compromised one. */
    void requested(Envelope<RotationRequested> envelope) {
        RotationRequested request = envelope.payload();
        Token token = request.token();
        locks.holding(token.secretName(), () -> {
            if (request.tokenRevoked()) {
                lost(new Loss(token, Trigger.COMMAND, request.successorWanted(), envelope));
                return;
            }
            ledger.requireOwned(token.secretName());
            if (!isSettled(token)) {
                begin(new RotationPlan(token, Trigger.COMMAND), envelope);
            }
        });
    }

    /**
     * A token that is being revoked, whatever its lineage is at.
     *
     * @param cause what said so
     */
    private record Loss(Token token, Trigger trigger, boolean successorWanted, Envelope<?> cause) {
        private RotationPlan planFor(Token previous) {
            return new RotationPlan(previous, trigger, true);
        }
    }

    private void lost(Loss loss) {
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
            begin(loss.planFor(token), loss.cause());
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
            hasten(hastened);
        }
    }

    /** While the previous token works, dependents go back to it; after that it is the successor that has to be replaced. */
    private void replaceSuccessor(LedgerEntry entry, Loss loss) {
        Problem problem = Problems.successorLost(loss.token(), loss.trigger());
        Optional<RotationState> undoing = saga.withoutSuccessor(entry.state(), problem);
        if (undoing.isPresent()) {
            LedgerEntry back = with(entry, undoing.get(), 0, clock.instant());
            ledger.write(back);
            hasten(back);
            if (ledger.find(entry.secretName()).isEmpty()) {
                goBack(entry.plan(), loss);
            }
            return;
        }
        hasten(entry);
        if (ledger.find(entry.secretName()).isEmpty()) {
            replaceLost(loss);
        } else {
            announcements.notReplaced(loss.token(), loss.cause());
        }
    }

    /** After a break-glass the previous token is dead as well; then a successor is made where one is wanted. */
    private void goBack(RotationPlan plan, Loss loss) {
        if (hands.forOne(plan, clock.instant()).previousMayBeAlive()) {
            begin(plan, loss.cause());
        } else if (loss.successorWanted()) {
            begin(loss.planFor(plan.previous()), loss.cause());
        }
    }

    private static UUID rotationId(Envelope<?> cause) {
        return UUID.nameUUIDFromBytes((cause.id() + "/" + cause.time()).getBytes(StandardCharsets.UTF_8));
    }

    private boolean isOurs(Token token) {
        Lineage lineage = Lineage.of(token.organization(), token.displayName());
        return organizations.client(token.organization()).isPresent()
                && token.lineage().equals(lineage)
                && token.secretName().equals(lineage.secretName());
    }

    private void begin(RotationPlan plan, Envelope<?> cause) {
        String secretName = plan.previous().secretName();
        Optional<Instant> lastEnd = ledger.findEnded(secretName).map(EndedRotation::at);
        LedgerEntry entry = planned(plan, cause);
        write(entry);
        if (!entry.state().isEnd()) {
            Instant taken = ledger.ownedSince(secretName);
            Instant lastChange = lastEnd.filter(taken::isBefore).orElse(taken);
            carryOn(entry, saga.begin(entry.plan()), hands.forOne(entry.plan(), lastChange));
        }
    }

    private LedgerEntry planned(RotationPlan asked, Envelope<?> cause) {
        RotationPlan plan = asked.declaredAs(declarations.of(asked.previous().secretName()));
        Decision first = isOurs(plan.previous())
                ? saga.begin(plan)
                : saga.refuse(Problems.foreign(plan.previous(), String.join(", ", organizations.names())));
        Instant now = clock.instant();
        return new LedgerEntry(
                rotationId(cause),
                plan,
                new LedgerEntry.Cause(commandOr(cause), cause.correlationId()),
                first.state(),
                0,
                now,
                now);
    }

    /** What is answered is the command, and not what the rotator said to itself of it. */
    private static String commandOr(Envelope<?> cause) {
        return cause.payload() instanceof RotationRequested request ? request.commandId() : cause.id();
    }

    /** From here on the ledger knows of it, so that whoever owns the lineage next goes on where this run stops. */
    private void write(LedgerEntry entry) {
        if (entry.state().isEnd()) {
            reach(entry, entry.state());
        } else {
            ledger.write(entry);
        }
    }

    /** A successor is due itself before its predecessor is dead: the predecessor's time has come, whatever was planned. */
    private void hasten(LedgerEntry entry) {
        carryOn(entry, resume(entry.state()), hands.forOne(entry.plan(), clock.instant()));
    }

    private Decision resume(RotationState state) {
        if (state instanceof RotationState.Overlap overlap) {
            return saga.endOverlap(overlap);
        }
        return state instanceof RotationState.Revoking revoking ? saga.readBack(revoking) : saga.resume(state);
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
            ledger.write(with(entry, after, entry.setbacks(), entry.notBefore()));
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
                .filter(wanted.and(entry -> isOurs(entry.plan().previous())))
                .ifPresent(this::hasten));
    }

    private void carryOn(LedgerEntry from, Decision first, RotationHands own) {
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
                ledger.write(with(entry, decision.state(), entry.setbacks(), entry.notBefore()));
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
    private LedgerEntry reach(LedgerEntry entry, RotationState state) {
        LedgerEntry reached = with(entry, state, 0, clock.instant());
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
            ledger.write(with(entry, entry.state(), entry.setbacks(), again));
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
        ledger.write(with(entry, entry.state(), count, again));
    }

    private LedgerEntry with(LedgerEntry entry, RotationState state, int setbackCount, Instant notBefore) {
        return new LedgerEntry(
                entry.rotationId(), entry.plan(), entry.cause(), state, setbackCount, notBefore, clock.instant());
    }
}
