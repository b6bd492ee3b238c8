package dev.patrol.scanner.policies;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.OrganizationAccess;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.policies.PolicySettings;
import dev.patrol.policies.SecretRenewal.HeldSecret;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.secrets.SecretStoreLocation;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.secrets.SecretStores;
import dev.patrol.secrets.TokenSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The secrets that hold tokens, by organization, where the scanner's settings say where they are kept. Each store is listed once
 * for all of its organizations, and again after {@link #forget()}; what it can't be listed for, each of them is told. Values are
 * not read; a vault has to let the scanner list its secrets.
 */
@ApplicationScoped
public class TokenSecrets {
    private final Map<String, SecretStoreLocation> locations;
    private final SecretStores stores;
    private final Map<SecretStore, FutureTask<Map<String, List<HeldSecret>>>> lists = new ConcurrentHashMap<>();

    @Inject
    TokenSecrets(
            PolicySettings policies,
            AzureDevOpsSettings azure,
            SignInSettings signIn,
            SecretStoreSettings settings,
            KeyVaultSettings vault,
            SecretStores stores) {
        this(locations(policies, azure, signIn, settings, vault), stores);
    }

    /** @param locations by organization */
    TokenSecrets(Map<String, SecretStoreLocation> locations, SecretStores stores) {
        this.locations = Map.copyOf(locations);
        this.stores = stores;
    }

    private static Map<String, SecretStoreLocation> locations(
            PolicySettings policies,
            AzureDevOpsSettings azure,
            SignInSettings signIn,
            SecretStoreSettings settings,
            KeyVaultSettings vault) {
        Map<String, SecretStoreLocation> locations = new HashMap<>();
        boolean isThere = settings.kind().equals(SecretStoreSettings.FILE)
                ? settings.folder().isPresent() && settings.keyFile().isPresent()
                : vault.url().isPresent();
        if (policies.secrets() && isThere) {
            SecretStoreLocation forAll = SecretStoreLocation.of(settings, vault);
            OrganizationAccess.all(azure, signIn)
                    .forEach(access -> locations.put(
                            access.name(), access.keyVaultUrl().map(forAll::at).orElse(forAll)));
        }
        return locations;
    }

    boolean areWanted(String organization) {
        return locations.containsKey(organization);
    }

    /**
     * Those whose tags name the organization; where only one is looked after, also those that name none. As they were when their
     * store was listed, which may have been for another organization, a while ago.
     *
     * @throws SecretStoreException where they can't be listed
     */
    List<HeldSecret> of(String organization) {
        SecretStore store = storeOf(organization);
        return resultOf(lists.computeIfAbsent(store, any -> new FutureTask<>(() -> list(store))))
                .getOrDefault(organization, List.of());
    }

    /** One of them as it is now; empty where it is none any more. */
    Optional<HeldSecret> find(String organization, String name) {
        return storeOf(organization)
                .findTokenSecret(name)
                .filter(secret ->
                        organizationOf(secret).filter(organization::equals).isPresent())
                .map(TokenSecrets::held);
    }

    /** Lets go of all lists. To be called after a scan. */
    void forget() {
        lists.clear();
    }

    private SecretStore storeOf(String organization) {
        return stores.open(locations.get(organization));
    }

    private Map<String, List<HeldSecret>> list(SecretStore store) {
        Map<String, List<HeldSecret>> held = new HashMap<>();
        store.forEachTokenSecret(secret -> organizationOf(secret)
                .filter(locations::containsKey)
                .ifPresent(organization -> held.computeIfAbsent(organization, any -> new ArrayList<>())
                        .add(held(secret))));
        return held;
    }

    /** The first caller lists, and the others wait for it. */
    private static <T> T resultOf(FutureTask<T> list) {
        list.run();
        try {
            return list.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SecretStoreException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SecretStoreException.Unavailable("Nobody waits any more for the secrets to be listed.");
        }
    }

    private Optional<String> organizationOf(TokenSecret secret) {
        return secret.organization()
                .or(() -> locations.size() == 1 ? locations.keySet().stream().findFirst() : Optional.empty());
    }

    private static HeldSecret held(TokenSecret secret) {
        return new HeldSecret(secret.name(), secret.authorizationId(), secret.expiresOn());
    }
}
