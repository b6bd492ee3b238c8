package dev.patrol.scanner.policies;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.OrganizationAccess;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.policies.PolicySettings;
import dev.patrol.policies.SecretRenewal.HeldSecret;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreLocation;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.secrets.SecretStores;
import dev.patrol.secrets.TokenSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that hold tokens, by organization, where the scanner's settings say where they are kept. Values are not read; a
 * vault has to let the scanner list its secrets.
 */
@ApplicationScoped
public class TokenSecrets {
    private final SecretStores stores;
    private final Map<String, SecretStoreLocation> locations = new HashMap<>();
    private final Map<SecretStoreLocation, SecretStore> opened = new ConcurrentHashMap<>();
    private final boolean oneOrganization;

    TokenSecrets(
            PolicySettings policies,
            AzureDevOpsSettings azure,
            SignInSettings signIn,
            SecretStoreSettings settings,
            KeyVaultSettings vault,
            SecretStores stores) {
        this.stores = stores;
        this.oneOrganization = azure.organizations().size() == 1;
        boolean isThere = settings.kind().equals(SecretStoreSettings.FILE)
                ? settings.folder().isPresent() && settings.keyFile().isPresent()
                : vault.url().isPresent();
        if (policies.secrets() && isThere) {
            SecretStoreLocation forAll = SecretStoreLocation.of(settings, vault);
            OrganizationAccess.all(azure, signIn)
                    .forEach(access -> locations.put(
                            access.name(), access.keyVaultUrl().map(forAll::at).orElse(forAll)));
        }
    }

    boolean areWanted(String organization) {
        return locations.containsKey(organization);
    }

    /**
     * Those whose tags name the organization; where only one is looked after, also those that name none.
     *
     * @throws dev.patrol.secrets.SecretStoreException where they can't be listed
     */
    List<HeldSecret> of(String organization) {
        List<HeldSecret> held = new ArrayList<>();
        opened.computeIfAbsent(locations.get(organization), stores::open).forEachTokenSecret(secret -> {
            if (isOf(organization, secret)) {
                held.add(new HeldSecret(secret.name(), secret.authorizationId(), secret.expiresOn()));
            }
        });
        return held;
    }

    private boolean isOf(String organization, TokenSecret secret) {
        return Optional.of(organization).equals(secret.organization())
                || oneOrganization && secret.organization().isEmpty();
    }
}
