package dev.patrol.scanner.scan;

import dev.patrol.azure.AzureDevOps;
import dev.patrol.azure.Organizations;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class ClientProducer {
    @Produces
    @Singleton
    Organizations organizations(AzureDevOps azure, ScanSettings scan) {
        return azure.organizations(scan.requestTimeout());
    }
}
