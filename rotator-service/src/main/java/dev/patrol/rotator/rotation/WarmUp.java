package dev.patrol.rotator.rotation;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.rotator.tokens.TokenApi;
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

    private final TokenApi tokens;
    private final SecretStore secrets;
    private final Clock clock;
    private final ManagedExecutor executor;

    WarmUp(TokenApi tokens, SecretStore secrets, Clock clock, ManagedExecutor executor) {
        this.tokens = tokens;
        this.secrets = secrets;
        this.clock = clock;
        this.executor = executor;
    }

    /** Begins, and does not wait. */
    void begin() {
        executor.execute(this::list);
        executor.execute(this::signInToTheStore);
    }

    private void list() {
        try {
            tokens.list(clock.instant());
        } catch (AzureDevOpsException e) {
            LOG.debugf("No list of tokens ahead of the first rotation: %s", e.getMessage());
        }
    }

    private void signInToTheStore() {
        try {
            secrets.find(NO_SECRET);
        } catch (SecretStoreException e) {
            LOG.debugf("No secret ahead of the first rotation: %s", e.getMessage());
        }
    }
}
