package dev.patrol.rotator.reconciliation;

import dev.patrol.azure.DescribedToken;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenName;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.rotation.LineageLocks;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.secrets.ManagedSecret;
import dev.patrol.secrets.SecretDescription;
import dev.patrol.secrets.SecretStore;
import dev.patrol.service.messaging.Publisher;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks through the secrets of one organization's lineages that this instance owns: whose token is dead, and whose predecessor outlived its
 * time. Mends what it can, and says what it found. Lineages with a rotation under way are that rotation's.
 */
final class SecretsInspection {
    private static final Logger LOG = Logger.getLogger(SecretsInspection.class);

    private final TokenApi tokens;
    private final SecretStore secrets;
    private final Ledger ledger;
    private final LineageLocks locks;
    private final Publisher publisher;
    private final Revocations revocations;
    private final Clock clock;
    private final String organization;
    private final SecretsJudge judge;

    SecretsInspection(
            TokenApi tokens,
            SecretStore secrets,
            Ledger ledger,
            LineageLocks locks,
            Publisher publisher,
            Revocations revocations,
            Clock clock,
            String organization,
            ReconciliationSettings settings) {
        this.tokens = tokens;
        this.secrets = secrets;
        this.ledger = ledger;
        this.locks = locks;
        this.publisher = publisher;
        this.revocations = revocations;
        this.clock = clock;
        this.organization = organization;
        this.judge = new SecretsJudge(settings.safetyDelay());
    }

    /**
     * Secrets were read before tokens are: what is dead then was dead while the secret held it. One that has changed since is left
     * for the next look.
     *
     * @param managed the organization's secrets, as they were a while ago
     */
    void look(List<ManagedSecret> managed) {
        findings(managed)
                .forEach((suspect, finding) -> locks.holdingIfFree(suspect.name(), () -> {
                    if (isIdle(suspect.name())
                            && secrets.findManaged(organization, suspect.name())
                                    .filter(suspect::equals)
                                    .isPresent()) {
                        mend(suspect, finding);
                    }
                }));
    }

    private Map<ManagedSecret, SecretFinding> findings(List<ManagedSecret> managed) {
        Instant now = clock.instant();
        Map<ManagedSecret, SecretFinding> findings = new LinkedHashMap<>();
        managed.stream().filter(secret -> isIdle(secret.name())).forEach(secret -> judge.judge(
                        secret, id -> tokens.findAlive(id, now).isPresent(), now)
                .ifPresent(finding -> findings.put(secret, finding)));
        return findings;
    }

    private boolean isIdle(String secretName) {
        return ledger.owns(secretName) && ledger.find(secretName).isEmpty();
    }

    private void mend(ManagedSecret secret, SecretFinding found) {
        if (found instanceof SecretFinding.DeadHolder dead) {
            mendDeadHolder(secret, dead.holder());
        } else if (found instanceof SecretFinding.PredecessorOverdue overdue) {
            tokens.findAlive(overdue.predecessor(), Instant.MIN).ifPresent(token -> mendOverdue(secret, token));
        }
    }

    private void mendDeadHolder(ManagedSecret secret, UUID holder) {
        Optional<SecretDescription> working = secrets.versions(secret.name()).stream()
                .filter(version -> version.authorizationId()
                        .flatMap(id -> tokens.findAlive(id, Instant.MIN))
                        .isPresent())
                .findFirst();
        working.ifPresent(
                version -> secrets.restore(secret.name(), version.version().version()));
        String found = "The secret " + secret.name() + " held the token " + holder + ", which is dead or unknown.";
        LOG.warn(found);
        publisher.announce(new PolicyViolated(
                organization,
                null,
                "secret-holds-live-token",
                working.isPresent() ? Severity.MEDIUM : Severity.HIGH,
                working.map(version -> found + " It has its earlier value again, of "
                                + version.authorizationId().orElseThrow() + ", which lives.")
                        .orElse(found),
                "Secrets whose token works.",
                working.isPresent()
                        ? "Find out who revoked the token and why."
                        : "Create a token by hand and store it under this name; or delete the secret, where nobody needs it"
                                + " any more."));
    }

    private void mendOverdue(ManagedSecret secret, PersonalAccessToken alive) {
        Token token = DescribedToken.of(organization, alive);
        if (TokenName.bearsPatrolsMark(token.displayName())) {
            revocations.revoke(
                    token,
                    "It was replaced, and its time was over at "
                            + secret.revokePreviousAt().orElseThrow() + "; no rotation knows of it any more.");
        } else {
            publisher.announce(PolicyViolated.by(
                    token,
                    "replaced-token-revoked",
                    Severity.HIGH,
                    "The token was replaced, and should have been revoked at "
                            + secret.revokePreviousAt().orElseThrow() + ", but lives.",
                    "Replaced tokens die when their overlap ends.",
                    "Revoke it by hand: no rotation knows of it any more, and Patrol revokes on its own only tokens that it"
                            + " has made."));
        }
    }
}
