package dev.patrol.rotator.rotation;

import dev.patrol.azure.Organizations;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.ledger.EndedRotation;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.saga.Decision;
import dev.patrol.rotator.saga.Problems;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationSaga;
import dev.patrol.service.declarations.Declarations;
import dev.patrol.service.telemetry.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Begins rotations: what is planned is in the ledger before anything is done. Who calls holds the lineage's lock. */
@ApplicationScoped
class NewRotations {
    private final RotationSaga saga;
    private final RotationSteps steps;
    private final RotationHands.Factory hands;
    private final Ledger ledger;
    private final Organizations organizations;
    private final Declarations declarations;
    private final Clock clock;

    NewRotations(
            RotationSaga saga,
            RotationSteps steps,
            RotationHands.Factory hands,
            Ledger ledger,
            Organizations organizations,
            Declarations declarations,
            Clock clock) {
        this.saga = saga;
        this.steps = steps;
        this.hands = hands;
        this.ledger = ledger;
        this.organizations = organizations;
        this.declarations = declarations;
        this.clock = clock;
    }

    /** Plans a rotation, and carries it on at once. */
    void begin(RotationPlan plan, Envelope<?> cause) {
        String secretName = plan.previous().secretName();
        Optional<Instant> lastEnd = ledger.findEnded(secretName).map(EndedRotation::at);
        LedgerEntry entry = planned(plan, cause);
        write(entry);
        if (!entry.state().isEnd()) {
            Instant taken = ledger.ownedSince(secretName);
            Instant lastChange = lastEnd.filter(taken::isBefore).orElse(taken);
            steps.carryOn(entry, saga.begin(entry.plan()), hands.forOne(entry.plan(), lastChange));
        }
    }

    /** Plans a rotation, for {@link RotationClock} to carry on. */
    void plan(RotationPlan plan, Envelope<?> cause) {
        write(planned(plan, cause));
    }

    /** Whether a token is of an organization that is looked after here, and its names are those of its lineage. */
    boolean isOurs(Token token) {
        Lineage lineage = Lineage.of(token.organization(), token.displayName());
        return organizations.client(token.organization()).isPresent()
                && token.lineage().equals(lineage)
                && token.secretName().equals(lineage.secretName());
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
                new LedgerEntry.Cause(commandOr(cause), cause.correlationId(), Work.traceParent()),
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
        Work.about(entry.subject()).run(() -> {
            if (entry.state().isEnd()) {
                steps.reach(entry, entry.state());
            } else {
                ledger.write(entry);
            }
        });
    }

    private static UUID rotationId(Envelope<?> cause) {
        return UUID.nameUUIDFromBytes((cause.id() + "/" + cause.time()).getBytes(StandardCharsets.UTF_8));
    }
}
