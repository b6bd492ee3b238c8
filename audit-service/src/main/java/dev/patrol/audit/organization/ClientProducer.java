package dev.patrol.audit.organization;

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
    AzureDevOpsClient client(OrganizationSettings settings) {
        return new AzureDevOpsClient(
                new Endpoints(settings.url(), settings.auditUrl()),
                Credential.pat(new TokenValue(settings.adminPat().get())),
                ClientSettings.DEFAULT);
    }
}
