package dev.patrol.scanner.policies;

import dev.patrol.model.token.Token;
import dev.patrol.policies.SecretRenewal;
import dev.patrol.policies.SecretRenewal.HeldSecret;
import dev.patrol.secrets.SecretStoreException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Looks for secrets of one organization that expire without a living token. */
final class SecretScan {
    private static final Logger LOG = Logger.getLogger(SecretScan.class);

    private final String organization;
    private final SecretRenewal rule;
    private final TokenSecrets secrets;

    SecretScan(String organization, SecretRenewal rule, TokenSecrets secrets) {
        this.organization = organization;
        this.rule = rule;
        this.secrets = secrets;
    }

    /** @param living every living token that is known */
    Outcome look(Collection<Token> living, Instant now) {
        try {
            // The list may be older than what is known of the tokens.
            List<HeldSecret> asTheyAreNow = rule.unrenewed(secrets.of(organization), living, now).stream()
                    .flatMap(secret -> secrets.find(organization, secret.name()).stream())
                    .toList();
            return new Outcome(
                    rule.judge(organization, asTheyAreNow, living, now).stream().toList(), Set.of(), List.of());
        } catch (SecretStoreException e) {
            LOG.warnf("The secrets of %s are not judged: %s", organization, e.getMessage());
            return new Outcome(
                    List.of(),
                    Set.of(SecretRenewal.POLICY),
                    List.of("The secrets of " + organization + " could not be listed: " + e.getMessage() + " "
                            + e.remedy()));
        }
    }
}
