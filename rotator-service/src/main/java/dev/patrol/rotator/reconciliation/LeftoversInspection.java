package dev.patrol.rotator.reconciliation;

import dev.patrol.azure.DescribedToken;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.rotation.LineageLocks;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.secrets.SecretDescription;
import dev.patrol.secrets.SecretStore;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks through one organization's tokens that rotations left over, and revokes them. */
final class LeftoversInspection {
    private static final Logger LOG = Logger.getLogger(LeftoversInspection.class);

    private final TokenApi tokens;
    private final SecretStore secrets;
    private final Ledger ledger;
    private final LineageLocks locks;
    private final Revocations revocations;
    private final Clock clock;
    private final String organization;
    private final Leftovers leftovers;
    private final int mostAtOnce;

    LeftoversInspection(
            TokenApi tokens,
            SecretStore secrets,
            Ledger ledger,
            LineageLocks locks,
            Revocations revocations,
            Clock clock,
            String organization,
            ReconciliationSettings settings) {
        this.tokens = tokens;
        this.secrets = secrets;
        this.ledger = ledger;
        this.locks = locks;
        this.revocations = revocations;
        this.clock = clock;
        this.organization = organization;
        this.leftovers = new Leftovers(settings.safetyDelay());
        this.mostAtOnce = settings.mostAtOnce();
    }

    void look() {
        Map<Token, String> found = find();
        if (found.size() > mostAtOnce) {
            LOG.errorf(
                    "%d tokens look like leftovers, more than the %d that patrol.reconciliation.most-at-once allows."
                            + " None is revoked: check that the vault's address and the ledger are the right ones",
                    found.size(), mostAtOnce);
            return;
        }
        found.forEach(this::revoke);
    }

    private Map<Token, String> find() {
        Map<Token, String> found = new LinkedHashMap<>();
        for (PersonalAccessToken alive : tokens.allAlive()) {
            Token token = DescribedToken.of(organization, alive);
            locks.holdingIfFree(token.secretName(), () -> judge(token).ifPresent(reason -> found.put(token, reason)));
        }
        return found;
    }

    /** The vault is asked last, and only of tokens that may be Patrol's own. */
    private Optional<String> judge(Token token) {
        boolean isIdle = ledger.owns(token.secretName())
                && ledger.find(token.secretName()).isEmpty();
        if (!isIdle || !leftovers.isSuspect(token, ledger.findEnded(token.secretName()), clock.instant())) {
            return Optional.empty();
        }
        return leftovers.judge(token, secrets.find(token.secretName()).filter(this::holdsLiveToken));
    }

    private boolean holdsLiveToken(SecretDescription secret) {
        return secret.authorizationId()
                .flatMap(id -> tokens.findAlive(id, Instant.MIN))
                .isPresent();
    }

    private void revoke(Token token, String reason) {
        locks.holdingIfFree(token.secretName(), () -> {
            if (judge(token).isPresent()) {
                revocations.revoke(token, reason);
            }
        });
    }
}
