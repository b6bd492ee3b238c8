package dev.patrol.azure;

import dev.patrol.azure.signin.Credentials;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.pacing.Pacing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes clients of Azure DevOps by the settings. */
@ApplicationScoped
public class AzureDevOps {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final List<OrganizationAccess> organizations;
    private final Credentials credentials;
    private final PacingSettings pacing;

    AzureDevOps(AzureDevOpsSettings settings, SignInSettings signIn, Credentials credentials, PacingSettings pacing) {
        this.credentials = credentials;
        this.organizations = OrganizationAccess.all(settings, signIn);
        this.pacing = pacing;
    }

    /**
     * Every organization with its client. A service makes them once: the rate limit is kept by each client for itself, by a time
     * that goes on where the machine's clock is set.
     *
     * @param timeout how long one answer may take
     */
    public Organizations organizations(Duration timeout) {
        Map<String, AzureDevOpsClient> clients = new LinkedHashMap<>();
        organizations.forEach(organization -> clients.put(organization.name(), client(organization, timeout)));
        return new Organizations(clients);
    }

    private AzureDevOpsClient client(OrganizationAccess organization, Duration timeout) {
        Duration connect = timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT;
        return new AzureDevOpsClient(
                new Endpoints(organization.url(), organization.auditUrl()),
                credentials.of(organization.name()),
                ClientSettings.DEFAULT
                        .withTimeouts(connect, timeout)
                        .withPacing(chosen(), pacing.patience())
                        .heardBy(new TracedExchanges()));
    }

    private Pacing chosen() {
        return pacing.rule() == PacingSettings.Rule.BATCHES
                ? new Pacing.Batches(pacing.batchSize(), pacing.batchPause())
                : new Pacing.Adaptive(pacing.mostUnderWay());
    }
}
