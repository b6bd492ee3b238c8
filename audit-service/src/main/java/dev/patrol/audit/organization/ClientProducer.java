package dev.patrol.audit.organization;

import dev.patrol.azure.AzureDevOps;
import dev.patrol.azure.Organizations;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

final class ClientProducer {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Produces
    @Singleton
    Organizations organizations(AzureDevOps azure) {
        return azure.organizations(TIMEOUT);
    }
}
