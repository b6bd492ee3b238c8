package dev.patrol.rotator.tokens;

import dev.patrol.azure.AzureDevOps;
import dev.patrol.azure.Organizations;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class ClientProducer {
    @Produces
    @Singleton
    Organizations organizations(AzureDevOps azure, TokenApiSettings settings) {
        return azure.organizations(settings.timeout());
    }
}
