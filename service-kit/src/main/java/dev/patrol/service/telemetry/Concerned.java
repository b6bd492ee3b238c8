package dev.patrol.service.telemetry;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.AuditReport;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.BreakGlassProgressed;
import dev.patrol.model.Command;
import dev.patrol.model.CommandCompleted;
import dev.patrol.model.CommandRefused;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyMended;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationRequested;
import dev.patrol.model.SignInRequired;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.TokenDeclared;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.token.Token;
import java.util.Optional;
import java.util.UUID;

/** Whom the data of a record concerns. */
final class Concerned {
    private Concerned() {}

    /** The token that it is about; of a rotation the one that is replaced. */
    static Optional<Token> tokenOf(Payload payload) {
        if (payload instanceof TokenExpiring expiring) {
            return Optional.of(expiring.token());
        } else if (payload instanceof TokenObserved observed) {
            return Optional.of(observed.token());
        } else if (payload instanceof TokenRotated rotated) {
            return Optional.of(rotated.previous());
        } else if (payload instanceof TokenRevoked revoked) {
            return Optional.of(revoked.token());
        } else if (payload instanceof RotationFailed failed) {
            return Optional.of(failed.token());
        } else if (payload instanceof RotationRequested requested) {
            return Optional.of(requested.token());
        } else if (payload instanceof TokenCreated created) {
            return Optional.of(created.token());
        } else if (payload instanceof TokenUnused unused) {
            return Optional.of(unused.token());
        } else if (payload instanceof TokenCompromised compromised) {
            return Optional.ofNullable(compromised.token());
        } else if (payload instanceof PolicyViolated violated) {
            return Optional.ofNullable(violated.token());
        } else if (payload instanceof PolicyMended mended) {
            return Optional.ofNullable(mended.token());
        }
        return Optional.empty();
    }

    /** The organization, where it is about one as a whole or about a token that is only named. */
    static Optional<String> organizationOf(Payload payload) {
        if (payload instanceof Command command) {
            return Optional.of(command.concernedOrganization()).filter(name -> !name.isEmpty());
        } else if (payload instanceof TokenCompromised compromised) {
            return Optional.of(compromised.organization());
        } else if (payload instanceof PolicyViolated violated) {
            return Optional.of(violated.organization());
        } else if (payload instanceof PolicyMended mended) {
            return Optional.of(mended.organization());
        } else if (payload instanceof RotationAcknowledged acknowledged) {
            return Optional.of(acknowledged.organization());
        } else if (payload instanceof AuditEntry entry) {
            return Optional.of(entry.organization());
        } else if (payload instanceof AuditReport report) {
            return Optional.of(report.organization());
        } else if (payload instanceof TokenDeclared declared) {
            return Optional.of(declared.lineage().organization());
        } else if (payload instanceof CommandCompleted completed) {
            return Optional.of(completed.organization());
        } else if (payload instanceof CommandRefused refused) {
            return Optional.ofNullable(refused.organization());
        } else if (payload instanceof BreakGlassProgressed progressed) {
            return Optional.of(progressed.organization());
        } else if (payload instanceof BreakGlassEnded ended) {
            return Optional.of(ended.organization());
        } else if (payload instanceof SignInRequired required) {
            return required.organizations().size() == 1
                    ? Optional.of(required.organizations().get(0))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** The id, or what there is of it, of a token that is only named. */
    static Optional<String> authorizationIdOf(Payload payload) {
        if (payload instanceof RotationAcknowledged acknowledged) {
            return Optional.of(acknowledged.authorizationId().toString());
        } else if (payload instanceof RevokeToken command) {
            return Optional.ofNullable(command.token().authorizationId()).map(UUID::toString);
        } else if (payload instanceof RotateToken command) {
            return Optional.ofNullable(command.token().authorizationId()).map(UUID::toString);
        } else if (payload instanceof AuditEntry entry) {
            return Optional.ofNullable(entry.tokenReference());
        } else if (payload instanceof TokenCompromised compromised) {
            return Optional.of(compromised.tokenReference());
        }
        return Optional.empty();
    }
}
