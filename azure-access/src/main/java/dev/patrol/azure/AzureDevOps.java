package dev.patrol.azure;

import dev.patrol.azure.signin.Credentials;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsClients;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.Exchanges;
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
    private final Exchanges exchanges;

    AzureDevOps(
            AzureDevOpsSettings settings,
            SignInSettings signIn,
            Credentials credentials,
            PacingSettings pacing,
            Exchanges exchanges) {
        this.exchanges = exchanges;
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
        Duration connect = timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT;
        AzureDevOpsClients all = new AzureDevOpsClients(ClientSettings.DEFAULT
                .withTimeouts(connect, timeout)
                .withPacing(chosen(), pacing.patience())
                .heardBy(new TracedExchanges(exchanges)));
        Map<String, AzureDevOpsClient> clients = new LinkedHashMap<>();
        organizations.forEach(organization -> clients.put(
                organization.name(),
                all.to(
                        new Endpoints(organization.url(), organization.auditUrl()),
                        credentials.of(organization.name()))));
        return new Organizations(clients);
    }

    private Pacing chosen() {
        return pacing.rule() == PacingSettings.Rule.BATCHES
                ? new Pacing.Batches(pacing.batchSize(), pacing.batchPause())
                : new Pacing.Adaptive(pacing.mostUnderWay());
    }
}
