package dev.patrol.rotator.tokens;

import dev.patrol.azure.AzureDevOps;
import dev.patrol.azuredevops.AzureDevOpsClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class ClientProducer {
    @Produces
    @Singleton
    AzureDevOpsClient client(AzureDevOps azure, TokenApiSettings settings) {
        return azure.client(settings.timeout());
    }
}
