package dev.patrol.rotator.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.tokens.TokenApis;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Lets a token die earlier where a policy asks for it. Its value stays, so that nobody has to do anything until then. A token
 * that is being replaced is left alone: it dies when its overlap ends. That it was done, the scanner sees and tells.
 */
@ApplicationScoped
class Shortenings {
    private static final Logger LOG = Logger.getLogger(Shortenings.class);

    /** Times are stored rounded. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Organizations organizations;
    private final TokenApis tokens;
    private final Ledger ledger;
    private final LineageLocks locks;
    private final Publisher publisher;

    Shortenings(Organizations organizations, TokenApis tokens, Ledger ledger, LineageLocks locks, Publisher publisher) {
        this.organizations = organizations;
        this.tokens = tokens;
        this.ledger = ledger;
        this.locks = locks;
        this.publisher = publisher;
    }

    void shorten(Envelope<PolicyViolated> finding) {
        Token token = finding.payload().token();
        if (organizations.client(token.organization()).isEmpty()) {
            tell(finding, "foreign-token", "Patrol does not look after " + token.organization() + ".");
            return;
        }
        locks.holding(token.secretName(), () -> {
            if (ledger.find(token.secretName()).isPresent()) {
                LOG.infof("%s is not shortened: it is being replaced", token.authorizationId());
            } else {
                shortenNow(finding);
            }
        });
    }

    private void shortenNow(Envelope<PolicyViolated> finding) {
        Token token = finding.payload().token();
        Instant end = finding.payload().shortenTo();
        try {
            Optional<PersonalAccessToken> shortened =
                    tokens.of(token.organization()).shorten(token.authorizationId(), end);
            if (shortened.isPresent() && shortened.get().validTo().isAfter(end.plus(TOLERANCE))) {
                tell(
                        finding,
                        "not-shortened",
                        "Azure DevOps took the change, and still gives the token's end as "
                                + shortened.get().validTo() + ".");
            } else {
                LOG.infof(
                        "%s of %s dies at %s, as the policy %s asks for",
                        token.authorizationId(),
                        token.secretName(),
                        end,
                        finding.payload().policy());
            }
        } catch (AzureDevOpsException e) {
            tell(finding, "not-shortened", "The token could not be shortened: " + e.getMessage());
        }
    }

    private void tell(Envelope<PolicyViolated> finding, String code, String reason) {
        Token token = finding.payload().token();
        LOG.errorf("%s is not shortened: %s", token.authorizationId(), reason);
        publisher.announce(
                new RotationFailed(
                        UUID.nameUUIDFromBytes(finding.id().getBytes(UTF_8)),
                        token,
                        RotationStep.REVOKE,
                        code,
                        reason,
                        List.of(),
                        false,
                        "Let it end on " + finding.payload().shortenTo() + " by hand: https://dev.azure.com/"
                                + token.organization() + "/_usersSettings/tokens, as its owner; or revoke it."),
                finding);
    }
}
