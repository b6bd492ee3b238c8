package dev.patrol.scanner.scan;

import com.azure.core.credential.TokenCredential;
import dev.patrol.simulator.identity.IdentityEndpointCredential;
import dev.patrol.test.AzureResource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the scanner under test shows the simulator's vault. */
final class VaultCredential {
    @Produces
    @Singleton
    TokenCredential credential() {
        return new IdentityEndpointCredential(AzureResource.simulator());
    }
}
