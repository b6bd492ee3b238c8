package dev.patrol.azure;

import dev.patrol.azure.signin.Credentials;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.pacing.Pacing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Makes clients of Azure DevOps by the settings. */
@ApplicationScoped
public class AzureDevOps {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final AzureDevOpsSettings settings;
    private final Credentials credentials;
    private final PacingSettings pacing;
    private final Clock clock;

    AzureDevOps(AzureDevOpsSettings settings, Credentials credentials, PacingSettings pacing, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
        this.settings = settings;
        this.pacing = pacing;
    }

    /**
     * A client for the organization's APIs. A service makes one: the rate limit is kept by each for itself.
     *
     * @param timeout how long one answer may take
     */
    public AzureDevOpsClient client(Duration timeout) {
        Duration connect = timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT;
        return new AzureDevOpsClient(
                new Endpoints(settings.url(), settings.auditUrl()),
                credentials.of(settings.organization()),
                ClientSettings.DEFAULT.withTimeouts(connect, timeout).withPacing(chosen(), pacing.patience()),
                clock);
    }

    private Pacing chosen() {
        return pacing.rule() == PacingSettings.Rule.BATCHES
                ? new Pacing.Batches(pacing.batchSize(), pacing.batchPause())
                : new Pacing.Adaptive(pacing.mostUnderWay());
    }
}
