package dev.patrol.secrets;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Makes the store that the settings name. The credential is found as every Azure SDK program finds it. */
final class SecretStoreProducer {

    @Produces
    @Singleton
    @DefaultBean
    TokenCredential credential() {
        return new DefaultAzureCredentialBuilder().build();
    }

    @Produces
    @Singleton
    SecretStores secretStores(Instance<TokenCredential> credential, Clock clock) {
        return new SecretStores(credential::get, clock, List.of(new TracedVaultCalls()));
    }

    @Produces
    @ApplicationScoped
    SecretStore secretStore(SecretStores stores, SecretStoreSettings settings, KeyVaultSettings vault) {
        return stores.open(SecretStoreLocation.of(settings, vault));
    }
}
