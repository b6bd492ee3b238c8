package dev.patrol.rotator.reconciliation;

import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.metrics.RevocationMeters;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.service.messaging.Publisher;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What one organization's inspections have revoked, until it is seen dead and said so; one list tells of all. Used by one
 * thread at a time.
 */
final class Revocations {
    private static final Logger LOG = Logger.getLogger(Revocations.class);

    private final TokenApi tokens;
    private final Publisher publisher;
    private final RevocationMeters meters;
    private final Clock clock;
    private final Map<Token, String> taken = new LinkedHashMap<>();

    Revocations(TokenApi tokens, Publisher publisher, RevocationMeters meters, Clock clock) {
        this.tokens = tokens;
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
    }

    /** @param reason one sentence for people */
    void revoke(Token token, String reason) {
        tokens.revoke(token.authorizationId());
        taken.put(token, reason);
    }

    /** Says which of them are dead. What is not will be found again at the next look; where no list can be had, all wait. */
    void announce() {
        if (taken.isEmpty()) {
            return;
        }
        Instant revoked = clock.instant();
        tokens.list(revoked);
        taken.forEach((token, reason) -> {
            if (tokens.findAlive(token.authorizationId(), revoked).isPresent()) {
                LOG.warnf(
                        "Azure DevOps took the revocation of %s of %s but still gives it as active; the next look sees to it",
                        token.authorizationId(), token.secretName());
            } else {
                publisher.announce(TokenRevoked.of(token, reason, Trigger.RECONCILIATION, null));
                meters.revoked(token.organization(), Trigger.RECONCILIATION);
                LOG.warnf("Revoked %s of %s: %s", token.authorizationId(), token.secretName(), reason);
            }
        });
        taken.clear();
    }
}
