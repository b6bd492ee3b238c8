package dev.patrol.simulator.inspection;

import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.simulator.pats.PatToken;
import java.time.Instant;
import java.util.UUID;

/**
 * What may be known of a token: everything but its value.
 *
 * @param revokedAt null while it is not revoked
 */
public record TokenFact(
        UUID authorizationId,
        String organization,
        String displayName,
        String scope,
        PatStatus state,
        String owner,
        boolean allOrgs,
        Instant validFrom,
        Instant validTo,
        Instant revokedAt) {

    static TokenFact of(PatToken token, Instant now) {
        return new TokenFact(
                token.authorizationId(),
                token.organization().name(),
                token.displayName(),
                token.scope(),
                token.status(now),
                token.owner().principalName(),
                token.global(),
                token.validFrom(),
                token.validTo(),
                token.revokedAt().orElse(null));
    }
}
