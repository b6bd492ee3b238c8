package dev.patrol.rotator.reconciliation;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.rotation.LineageLocks;
import dev.patrol.rotator.secrets.SecretStore;
import dev.patrol.rotator.secrets.SecretStoreException;
import dev.patrol.rotator.tokens.OrganizationSettings;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.service.messaging.Publisher;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks through the live tokens of the lineages that this instance owns and revokes leftovers. */
@ApplicationScoped
class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    private final TokenApi tokens;
    private final SecretStore secrets;
    private final Ledger ledger;
    private final LineageLocks locks;
    private final Publisher publisher;
    private final Clock clock;
    private final String organization;
    private final Leftovers leftovers;
    private final int mostAtOnce;

    Reconciliation(
            TokenApi tokens,
            SecretStore secrets,
            Ledger ledger,
            LineageLocks locks,
            Publisher publisher,
            Clock clock,
            OrganizationSettings organization,
            ReconciliationSettings settings) {
        this.tokens = tokens;
        this.secrets = secrets;
        this.ledger = ledger;
        this.locks = locks;
        this.publisher = publisher;
        this.clock = clock;
        this.organization = organization.organization();
        this.leftovers = new Leftovers(settings.safetyDelay());
        this.mostAtOnce = settings.mostAtOnce();
    }

    @Scheduled(
            every = "{patrol.reconciliation.every}",
            delayed = "{patrol.reconciliation.first}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            Map<Token, String> found = find();
            if (found.size() > mostAtOnce) {
                LOG.errorf(
                        "%d tokens look like leftovers, more than the %d that patrol.reconciliation.most-at-once allows."
                                + " None is revoked: check that the vault's address and the ledger are the right ones",
                        found.size(), mostAtOnce);
                return;
            }
            found.forEach(this::revoke);
        } catch (AzureDevOpsException | SecretStoreException e) {
            LOG.warnf("Leftovers can't be looked for now: %s", e.getMessage());
        }
    }

    private Map<Token, String> find() {
        Map<Token, String> found = new LinkedHashMap<>();
        for (PersonalAccessToken alive : tokens.allAlive()) {
            Token token = describe(alive);
            locks.holdingIfFree(token.secretName(), () -> judge(token).ifPresent(reason -> found.put(token, reason)));
        }
        return found;
    }

    /** The vault is asked last, and only of tokens that may be Patrol's own. */
    private Optional<String> judge(Token token) {
        Optional<LedgerEntry> entry = ledger.find(token.secretName());
        if (!ledger.owns(token.secretName()) || !leftovers.isSuspect(token, entry, clock.instant())) {
            return Optional.empty();
        }
        return leftovers.judge(token, secrets.find(token.secretName()));
    }

    private void revoke(Token token, String reason) {
        locks.holdingIfFree(token.secretName(), () -> {
            if (judge(token).isPresent()) {
                tokens.revoke(token.authorizationId());
                publisher.announce(new TokenRevoked(token, reason, Trigger.RECONCILIATION, null));
                LOG.warnf("Revoked the leftover %s of %s", token.authorizationId(), token.secretName());
            }
        });
    }

    private Token describe(PersonalAccessToken token) {
        return Token.of(
                organization,
                token.authorizationId(),
                token.displayName(),
                token.scopes(),
                token.validFrom(),
                token.validTo(),
                token.allOrganizations(),
                Optional.empty());
    }
}
