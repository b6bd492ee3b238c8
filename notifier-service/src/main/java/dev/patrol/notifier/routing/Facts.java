package dev.patrol.notifier.routing;

import dev.patrol.model.AuditReport;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Event;
import dev.patrol.model.MailUndelivered;
import dev.patrol.model.Milestone;
import dev.patrol.model.PolicyMended;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.Severity;
import dev.patrol.model.SignInRequired;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Optional;

/**
 * What routing goes by.
 *
 * @param organizations those concerned; empty where it is about none
 * @param token the one concerned
 * @param urgency where no rule says otherwise
 */
record Facts(List<String> organizations, Optional<Token> token, Severity severity, Urgency urgency) {

    static Facts of(Event event) {
        if (event instanceof TokenExpiring expiring) {
            return of(expiring);
        }
        if (event instanceof TokenRotated rotated) {
            boolean stolen = rotated.trigger() == Trigger.COMPROMISE;
            return about(
                    rotated.previous(),
                    stolen ? Severity.HIGH : Severity.LOW,
                    stolen ? Urgency.URGENT : Urgency.DIGEST);
        }
        if (event instanceof TokenRevoked revoked) {
            return of(revoked);
        }
        if (event instanceof RotationFailed failed) {
            return about(failed.token(), failed.willBeRetried() ? Severity.MEDIUM : Severity.HIGH, Urgency.URGENT);
        }
        if (event instanceof TokenCompromised compromised) {
            return new Facts(
                    List.of(compromised.organization()),
                    Optional.ofNullable(compromised.token()),
                    compromised.severity(),
                    Urgency.URGENT);
        }
        if (event instanceof TokenUnused unused) {
            return about(unused.token(), Severity.LOW, Urgency.DIGEST);
        }
        if (event instanceof PolicyViolated violated) {
            return new Facts(
                    List.of(violated.organization()),
                    Optional.ofNullable(violated.token()),
                    violated.severity(),
                    violated.severity().compareTo(Severity.HIGH) >= 0 ? Urgency.URGENT : Urgency.DIGEST);
        }
        if (event instanceof PolicyMended mended) {
            return new Facts(
                    List.of(mended.organization()), Optional.ofNullable(mended.token()), Severity.LOW, Urgency.DIGEST);
        }
        if (event instanceof SignInRequired required) {
            return new Facts(required.organizations(), Optional.empty(), Severity.CRITICAL, Urgency.URGENT);
        }
        if (event instanceof AuditReport report) {
            return new Facts(List.of(report.organization()), Optional.empty(), Severity.LOW, Urgency.PROMPT);
        }
        if (event instanceof RotationAcknowledged acknowledged) {
            return new Facts(List.of(acknowledged.organization()), Optional.empty(), Severity.LOW, Urgency.DIGEST);
        }
        if (event instanceof TokenCreated created) {
            return about(created.token(), Severity.LOW, Urgency.DIGEST);
        }
        if (event instanceof CommandRefused refused) {
            boolean suspicious = refused.severity().compareTo(Severity.HIGH) >= 0;
            return new Facts(
                    Optional.ofNullable(refused.organization()).stream().toList(),
                    Optional.empty(),
                    refused.severity(),
                    suspicious ? Urgency.URGENT : Urgency.PROMPT);
        }
        if (event instanceof BreakGlassEnded ended) {
            return new Facts(
                    List.of(ended.organization()),
                    Optional.empty(),
                    ended.dryRun() ? Severity.HIGH : Severity.CRITICAL,
                    Urgency.URGENT);
        }
        if (event instanceof MailUndelivered) {
            return new Facts(List.of(), Optional.empty(), Severity.MEDIUM, Urgency.URGENT);
        }
        throw new IllegalArgumentException(
                "Nobody is told of a " + event.getClass().getSimpleName());
    }

    private static Facts of(TokenExpiring expiring) {
        if (expiring.isRotatedByPatrol()) {
            return about(expiring.token(), Severity.LOW, Urgency.DIGEST);
        }
        boolean last = expiring.milestone() == Milestone.ONE_DAY;
        return about(expiring.token(), last ? Severity.HIGH : Severity.MEDIUM, last ? Urgency.URGENT : Urgency.PROMPT);
    }

    /** The usual end of an overlap is routine; who died by order, by theft or while still in use is not. */
    private static Facts of(TokenRevoked revoked) {
        if (revoked.trigger() == Trigger.COMPROMISE) {
            return about(revoked.token(), Severity.HIGH, Urgency.URGENT);
        }
        boolean routine =
                revoked.trigger() != Trigger.COMMAND && revoked.unacknowledged().isEmpty();
        return about(
                revoked.token(), routine ? Severity.LOW : Severity.MEDIUM, routine ? Urgency.DIGEST : Urgency.URGENT);
    }

    private static Facts about(Token token, Severity severity, Urgency urgency) {
        return new Facts(List.of(token.organization()), Optional.of(token), severity, urgency);
    }

    /** Whose token it is, where that is an address. */
    Optional<String> ownersAddress() {
        return token.map(Token::owner).filter(owner -> owner.matches(ADDRESS));
    }

    /** What is taken for a mail address. */
    static final String ADDRESS = "[^\\s@,;<>\"]+@[^\\s@,;<>\"]+";
}
