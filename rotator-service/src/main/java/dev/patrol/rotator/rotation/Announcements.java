package dev.patrol.rotator.rotation;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.metrics.RevocationMeters;
import dev.patrol.rotator.saga.Decision;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells the world when a rotation reaches a state that others act on. */
@ApplicationScoped
class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);

    /** Times are stored rounded, and clocks differ. */
    private static final Duration TOLERANCE = Duration.ofHours(1);

    private final Publisher publisher;
    private final RevocationMeters meters;
    private final int validDays;

    Announcements(Publisher publisher, RevocationMeters meters, RotationSettings settings) {
        this.publisher = publisher;
        this.meters = meters;
        this.validDays = settings.validDays();
    }

    void reached(LedgerEntry entry) {
        RotationState state = entry.state();
        RotationPlan plan = entry.plan();
        LedgerEntry.Cause cause = entry.cause();
        Token previous = plan.previous();
        if (state instanceof RotationState.Stored stored && isShortened(stored.successor())) {
            publisher.announce(shortened(stored.successor()), cause.id(), cause.correlationId());
        } else if (state instanceof RotationState.Verified verified) {
            publisher.announce(
                    new TokenRotated(
                            previous,
                            verified.successor(),
                            verified.secret(),
                            plan.trigger(),
                            verified.previousDiesAt()),
                    cause.id(),
                    cause.correlationId());
            LOG.infof(
                    "Rotated %s: %s replaces %s, which dies at %s at the latest",
                    previous.secretName(),
                    verified.successor().authorizationId(),
                    previous.authorizationId(),
                    verified.previousDiesAt());
        } else if (state instanceof RotationState.Revoked revoked) {
            publisher.announce(
                    new TokenRevoked(
                            previous, reason(revoked), plan.trigger(), null, List.copyOf(revoked.unacknowledged())),
                    cause.id(),
                    cause.correlationId());
            meters.revoked(previous.organization(), plan.trigger());
            LOG.infof("Revoked %s of %s: %s", previous.authorizationId(), previous.secretName(), reason(revoked));
        } else if (state instanceof RotationState.Forbidden) {
            publisher.announce(PolicyViolated.fullScope(previous), cause.id(), cause.correlationId());
        } else if (state instanceof RotationState.Failed failed) {
            publisher.announce(
                    new RotationFailed(
                            entry.rotationId(),
                            previous,
                            failed.step(),
                            failed.problem().code(),
                            failed.problem().reason(),
                            failed.compensation(),
                            failed.problem().passing(),
                            failed.problem().remedy()),
                    cause.id(),
                    cause.correlationId());
            LOG.errorf(
                    "Rotation of %s failed at %s: %s %s",
                    previous.secretName(), failed.step(), failed.problem().reason(), failed.compensation());
        }
    }

    /** Said once; the tries that follow are the ledger's. */
    void setBack(LedgerEntry entry, Decision.Setback setback) {
        publisher.announce(
                new RotationFailed(
                        entry.rotationId(),
                        entry.plan().previous(),
                        setback.step(),
                        setback.problem().code(),
                        setback.problem().reason(),
                        List.of(),
                        true,
                        setback.problem().remedy()),
                entry.cause().id(),
                entry.cause().correlationId());
    }

    /** A successor that is revoked could not be replaced, since it is not seen yet that its predecessor is dead. */
    void notReplaced(Token token, Envelope<?> cause) {
        publisher.announce(
                new RotationFailed(
                        UUID.nameUUIDFromBytes(cause.id().getBytes(StandardCharsets.UTF_8)),
                        token,
                        RotationStep.PLAN,
                        "lineage-busy",
                        "A token in wrong hands was revoked, and its predecessor's rotation had not come to its end.",
                        List.of(),
                        false,
                        "Create a token by hand and store it as " + token.secretName() + "."),
                cause);
    }

    private static String reason(RotationState.Revoked revoked) {
        String replaced = "Replaced by " + revoked.successor().authorizationId() + ".";
        return revoked.unacknowledged().isEmpty()
                ? replaced
                : replaced + " Its overlap ended without an acknowledgement of "
                        + String.join(", ", revoked.unacknowledged()) + ".";
    }

    private boolean isShortened(Token successor) {
        Duration life = Duration.between(successor.validFrom(), successor.validTo());
        return life.plus(TOLERANCE).compareTo(Duration.ofDays(validDays)) < 0;
    }

    private PolicyViolated shortened(Token successor) {
        long days = Duration.between(successor.validFrom(), successor.validTo()).toDays();
        return PolicyViolated.by(
                successor,
                "lifetime-as-asked",
                Severity.LOW,
                "The organization has shortened the new token's life to " + days + " days.",
                "The " + validDays + " days that were asked for.",
                "Set NEW_TOKEN_VALID_DAYS to what the organization allows. Until then the token is due in the last third of"
                        + " its life.");
    }
}
