package dev.patrol.scanner.scan;

import dev.patrol.azure.AzureDevOps;
import dev.patrol.azuredevops.AzureDevOpsClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class ClientProducer {
    @Produces
    @Singleton
    AzureDevOpsClient client(AzureDevOps azure, ScanSettings scan) {
        return azure.client(scan.requestTimeout());
    }
}
