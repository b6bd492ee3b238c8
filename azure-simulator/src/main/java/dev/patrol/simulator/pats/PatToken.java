package dev.patrol.simulator.pats;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A personal access token.
 *
 * @param organization where it was created
 * @param global whether it works in all organizations ({@code targetAccounts} null)
 * @param scope space-separated scopes
 * @param value what authenticates; never shown again after creation
 * @param revokedAt empty while nobody has revoked it
 */
public record PatToken(
        UUID authorizationId,
        Organization organization,
        User owner,
        String displayName,
        String scope,
        boolean global,
        Instant validFrom,
        Instant validTo,
        Credential value,
        Optional<Instant> revokedAt) {

    public PatStatus status(Instant now) {
        if (revokedAt.isPresent()) {
            return PatStatus.REVOKED;
        }
        return now.isBefore(validTo) ? PatStatus.ALIVE : PatStatus.EXPIRED;
    }

    public boolean worksIn(Organization other) {
        return global || organization.id().equals(other.id());
    }

    public Set<String> scopes() {
        return PatScopes.split(scope);
    }

    PatToken revoked(Instant when) {
        return new PatToken(
                authorizationId,
                organization,
                owner,
                displayName,
                scope,
                global,
                validFrom,
                validTo,
                value,
                Optional.of(when));
    }

    PatToken changed(String newName, String newScope, boolean newGlobal, Instant newValidTo) {
        return new PatToken(
                authorizationId,
                organization,
                owner,
                newName,
                newScope,
                newGlobal,
                validFrom,
                newValidTo,
                value,
                revokedAt);
    }
}
