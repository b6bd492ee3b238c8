package dev.patrol.rotator.rotation;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.rotator.secrets.Vaults;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.rotator.tokens.TokenApis;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * Gets what all rotations would wait for at the first of them: sign-ins, connections, and a list of live tokens. Where it can't
 * be had now, they ask for it themselves, and say so.
 */
@ApplicationScoped
class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final String NO_SECRET = "patrol-warm-up";

    private final TokenApis tokens;
    private final Vaults vaults;
    private final Clock clock;
    private final ManagedExecutor executor;

    WarmUp(TokenApis tokens, Vaults vaults, Clock clock, ManagedExecutor executor) {
        this.tokens = tokens;
        this.vaults = vaults;
        this.clock = clock;
        this.executor = executor;
    }

    /** Begins, and does not wait. */
    void begin() {
        tokens.all().forEach(organization -> executor.execute(() -> list(organization)));
        tokens.all().stream()
                .map(organization -> vaults.of(organization.organization()))
                .distinct()
                .forEach(secrets -> executor.execute(() -> signInToTheStore(secrets)));
    }

    private void list(TokenApi organization) {
        try {
            organization.list(clock.instant());
        } catch (AzureDevOpsException e) {
            LOG.debugf("No list of tokens ahead of the first rotation: %s", e.getMessage());
        }
    }

    private static void signInToTheStore(SecretStore secrets) {
        try {
            secrets.find(NO_SECRET);
        } catch (SecretStoreException e) {
            LOG.debugf("No secret ahead of the first rotation: %s", e.getMessage());
        }
    }
}
