package dev.patrol.secrets;

import static java.util.Objects.requireNonNull;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens stores, as many as are wanted. Each is safe for use by many threads and needs no closing. */
public final class SecretStores {
    private final Supplier<TokenCredential> credential;
    private final Clock clock;
    private final List<HttpPipelinePolicy> policies;

    /** @param credential how to sign in to a vault; not asked for where there is none */
    public SecretStores(Supplier<TokenCredential> credential, Clock clock) {
        this(credential, clock, List.of());
    }

    /** @param policies what each request to a vault passes besides */
    SecretStores(Supplier<TokenCredential> credential, Clock clock, List<HttpPipelinePolicy> policies) {
        this.policies = List.copyOf(policies);
        this.credential = requireNonNull(credential, "credential");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * A vault is not called yet. A folder is made, locked for a moment, and seen to fit its key.
     *
     * @throws SecretStoreException where the store can't be used as it is
     */
    public SecretStore open(SecretStoreLocation location) {
        if (location instanceof SecretStoreLocation.Folder folder) {
            Optional<String> credentials = Optional.ofNullable(System.getenv("CREDENTIALS_DIRECTORY"));
            return FileSecretStore.open(folder, credentials, clock);
        }
        return KeyVaultSecretStore.open((SecretStoreLocation.Vault) location, credential.get(), policies);
    }
}
