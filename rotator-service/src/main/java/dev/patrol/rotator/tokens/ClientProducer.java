package dev.patrol.rotator.tokens;

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
    AzureDevOpsClient client(OrganizationSettings organization, TokenApiSettings settings) {
        Credential credential =
                Credential.pat(new TokenValue(organization.adminPat().get()));
        return new AzureDevOpsClient(
                new Endpoints(organization.url(), organization.auditUrl()),
                credential,
                new ClientSettings(settings.timeout(), settings.timeout()));
    }
}
