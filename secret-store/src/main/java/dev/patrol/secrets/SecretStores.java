package dev.patrol.secrets;

import static java.util.Objects.requireNonNull;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Opens stores, each place once, as many places as are wanted. A store is safe for use by many threads and needs no closing.
 * Vaults share an HTTP client, so that threads don't grow with them.
 */
public final class SecretStores {
    private final Supplier<TokenCredential> credential;
    private final Clock clock;
    private final List<HttpPipelinePolicy> policies;
    private final Map<SecretStoreLocation, SecretStore> opened = new ConcurrentHashMap<>();
    private final Map<Way, HttpClient> clients = new ConcurrentHashMap<>();

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

    /** What makes one HTTP client good for two vaults. */
    private record Way(Optional<Path> caFile, Duration timeout) {}

    /**
     * The store at a place, the same one at each call. A vault is not called yet. A folder is made, locked for a moment, and seen
     * to fit its key.
     *
     * @throws SecretStoreException where the store can't be used as it is
     */
    public SecretStore open(SecretStoreLocation location) {
        return opened.computeIfAbsent(withOneSpelling(location), any -> openAnew(location));
    }

    /** The slash at the end of a vault's address makes no difference, nor does the case of its host to {@code URI}. */
    private static SecretStoreLocation withOneSpelling(SecretStoreLocation location) {
        return location instanceof SecretStoreLocation.Vault vault
                ? vault.at(vault.url().resolve("/"))
                : location;
    }

    private SecretStore openAnew(SecretStoreLocation location) {
        if (location instanceof SecretStoreLocation.Folder folder) {
            Optional<String> credentials = Optional.ofNullable(System.getenv("CREDENTIALS_DIRECTORY"));
            return FileSecretStore.open(folder, credentials, clock);
        }
        SdkThreads.areKept();
        SecretStoreLocation.Vault vault = (SecretStoreLocation.Vault) location;
        return KeyVaultSecretStore.open(VaultClients.to(vault, credential.get(), httpClient(vault), policies));
    }

    HttpClient httpClient(SecretStoreLocation.Vault vault) {
        return clients.computeIfAbsent(new Way(vault.caFile(), vault.timeout()), any -> VaultClients.httpClient(vault));
    }
}
