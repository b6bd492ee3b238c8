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

/** The secret store of each organization: the one for all, or a vault of its own. */
@ApplicationScoped
public class Vaults {
    private final Map<String, SecretStore> own = new HashMap<>();
    private final SecretStore forAll;

    Vaults(
            AzureDevOpsSettings azure,
            SignInSettings signIn,
            SecretStoreSettings settings,
            KeyVaultSettings vault,
            SecretStores stores,
            SecretStore forAll) {
        this.forAll = forAll;
        OrganizationAccess.all(azure, signIn)
                .forEach(organization -> organization.keyVaultUrl().ifPresent(url -> {
                    SecretStoreLocation there =
                            SecretStoreLocation.of(settings, vault).at(url);
                    own.put(organization.name(), stores.open(there));
                }));
    }

    public SecretStore of(String organization) {
        return own.getOrDefault(organization, forAll);
    }
}
