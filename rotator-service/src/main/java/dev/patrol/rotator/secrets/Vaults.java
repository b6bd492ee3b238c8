package dev.patrol.rotator.secrets;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.OrganizationAccess;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreLocation;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.secrets.SecretStores;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The secret store of each organization: the one for all, or a vault of its own. Those with the same vault have one store. */
@ApplicationScoped
public class Vaults {
    private final Map<String, SecretStore> byOrganization = new HashMap<>();
    private final SecretStore forAll;

    Vaults(
            AzureDevOpsSettings azure,
            SignInSettings signIn,
            SecretStoreSettings settings,
            KeyVaultSettings vault,
            SecretStores stores) {
        SecretStoreLocation location = SecretStoreLocation.of(settings, vault);
        this.forAll = stores.open(location);
        OrganizationAccess.all(azure, signIn)
                .forEach(organization -> byOrganization.put(
                        organization.name(),
                        organization
                                .keyVaultUrl()
                                .map(url -> stores.open(location.at(url)))
                                .orElse(forAll)));
    }

    public SecretStore of(String organization) {
        return byOrganization.getOrDefault(organization, forAll);
    }
}
