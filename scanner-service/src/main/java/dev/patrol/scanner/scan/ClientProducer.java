package dev.patrol.scanner.scan;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Credential;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.TokenValue;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class ClientProducer {
    @Produces
    @Singleton
    AzureDevOpsClient client(OrganizationSettings organization, ScanSettings scan) {
        Credential credential =
                Credential.pat(new TokenValue(organization.adminPat().get()));
        return new AzureDevOpsClient(
                new Endpoints(organization.url(), organization.auditUrl()),
                credential,
                new ClientSettings(scan.requestTimeout(), scan.requestTimeout()));
    }
}
