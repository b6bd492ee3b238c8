package dev.patrol.cli.store;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.OrganizationAccess;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.cli.settings.Settings;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreCheck;
import dev.patrol.secrets.SecretStoreLocation;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.secrets.SecretStores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Opens the store that the settings name. */
public final class ConfiguredStore {
    private static final int RETRIES = 1;
    private static final Duration RETRY_DELAY = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(6);

    private ConfiguredStore() {}

    /** What is wrong with the settings, a line each. */
    public static List<String> problemsOf(Settings settings) {
        List<String> problems = settings.problemsOf(SecretStoreSettings.class, KeyVaultSettings.class);
        return problems.isEmpty() ? SecretStoreCheck.problemsOf(settings.config()) : problems;
    }

    /** @throws dev.patrol.secrets.SecretStoreException where a folder can't be used as it is */
    public static SecretStore open(Settings settings) {
        return open(locationIn(settings));
    }

    /** The same, or the vault of its own that an organization has. */
    public static SecretStore openFor(String organization, Settings settings) {
        SecretStoreLocation forAll = locationIn(settings);
        if (!settings.problemsOf(AzureDevOpsSettings.class, SignInSettings.class)
                .isEmpty()) {
            return open(forAll);
        }
        return open(
                OrganizationAccess.all(settings.as(AzureDevOpsSettings.class), settings.as(SignInSettings.class))
                        .stream()
                        .filter(access -> access.name().equals(organization))
                        .flatMap(access -> access.keyVaultUrl().stream())
                        .findFirst()
                        .map(forAll::at)
                        .orElse(forAll));
    }

    private static SecretStore open(SecretStoreLocation location) {
        SecretStores stores = new SecretStores(
                () -> new DefaultAzureCredentialBuilder()
                        .httpClient(new JdkHttpClientBuilder().build())
                        .build(),
                Clock.systemUTC());
        return stores.open(location);
    }

    /** Where it is, for people. */
    public static String nameIn(Settings settings) {
        SecretStoreLocation location = locationIn(settings);
        return location instanceof SecretStoreLocation.Folder folder
                ? "the folder " + folder.folder()
                : "the vault " + ((SecretStoreLocation.Vault) location).url();
    }

    private static SecretStoreLocation locationIn(Settings settings) {
        SecretStoreSettings store = settings.as(SecretStoreSettings.class);
        if (store.kind().equals(SecretStoreSettings.FILE)) {
            return new SecretStoreLocation.Folder(
                    store.folder().orElseThrow(), store.keyFile().orElseThrow(), store.createKey());
        }
        KeyVaultSettings vault = settings.as(KeyVaultSettings.class);
        return new SecretStoreLocation.Vault(
                vault.url().orElseThrow(),
                vault.caFile(),
                vault.verifyChallengeResource(),
                RETRIES,
                RETRY_DELAY,
                RETRY_DELAY,
                TIMEOUT);
    }
}
