package dev.patrol.secrets;

import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the settings of a store go together, and whether what they name is there. */
public final class SecretStoreCheck {
    private SecretStoreCheck() {}

    /** What is wrong, a line each. A folder is opened as it will be later, which makes it and its key where wanted. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        boolean file = config.getOptionalValue("patrol.secret-store.kind", String.class)
                .filter(SecretStoreSettings.FILE::equals)
                .isPresent();
        return file ? problemsOfFolder(config) : problemsOfVault(config);
    }

    private static List<String> problemsOfVault(SmallRyeConfig config) {
        List<String> problems = new ArrayList<>();
        if (isMissing(config, "patrol.key-vault.url")) {
            problems.add("KEY_VAULT_URL is not set. With SECRET_STORE=key-vault it should be "
                    + KeyVaultSettings.URL_EXPECTED + ".");
        }
        config.getOptionalValue("patrol.key-vault.ca-file", Path.class)
                .flatMap(file -> problemOf(() -> VaultTls.trusting(file)))
                .ifPresent(problems::add);
        return problems;
    }

    private static List<String> problemsOfFolder(SmallRyeConfig config) {
        List<String> problems = new ArrayList<>();
        if (isMissing(config, "patrol.secret-store.folder")) {
            problems.add("SECRET_STORE_FOLDER is not set. With SECRET_STORE=file it should be "
                    + SecretStoreSettings.FOLDER_EXPECTED + ".");
        }
        if (isMissing(config, "patrol.secret-store.key-file")) {
            problems.add("SECRET_STORE_KEY_FILE is not set. With SECRET_STORE=file it should be "
                    + SecretStoreSettings.KEY_FILE_EXPECTED + ".");
        }
        if (problems.isEmpty()) {
            SecretStoreLocation.Folder folder = new SecretStoreLocation.Folder(
                    config.getValue("patrol.secret-store.folder", Path.class),
                    config.getValue("patrol.secret-store.key-file", Path.class),
                    config.getOptionalValue("patrol.secret-store.create-key", Boolean.class)
                            .orElse(false));
            problemOf(() -> new SecretStores(SecretStoreCheck::noCredential, Clock.systemUTC()).open(folder))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    private static com.azure.core.credential.TokenCredential noCredential() {
        throw new IllegalStateException("A folder needs no credential");
    }

    private static boolean isMissing(SmallRyeConfig config, String property) {
        return config.getOptionalValue(property, String.class)
                .filter(value -> !value.isBlank())
                .isEmpty();
    }

    private static Optional<String> problemOf(Runnable attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (SecretStoreException e) {
            return Optional.of(e.getMessage() + " " + e.remedy());
        }
    }
}
