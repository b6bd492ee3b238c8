package dev.patrol.secrets;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where a store is, and how it is used. */
public sealed interface SecretStoreLocation {
    /** As the settings say, which have been checked. */
    static SecretStoreLocation of(SecretStoreSettings settings, KeyVaultSettings vault) {
        if (settings.kind().equals(SecretStoreSettings.FILE)) {
            return new Folder(
                    settings.folder().orElseThrow(), settings.keyFile().orElseThrow(), settings.createKey());
        }
        return new Vault(
                vault.url().orElseThrow(),
                vault.caFile(),
                vault.verifyChallengeResource(),
                vault.retries(),
                vault.retryDelay(),
                vault.retryMaxDelay(),
                vault.timeout());
    }

    /** The same in another vault; a folder has no other. */
    SecretStoreLocation at(URI anotherVault);

    /**
     * An Azure Key Vault of any cloud: its address says which ({@code vault.azure.net}, {@code vault.azure.cn},
     * {@code vault.usgovcloudapi.net}, ...).
     *
     * @param caFile PEM file with certificates to trust beside the JVM's own
     * @param verifyChallengeResource whether the address must lie in the domain that the vault's challenge names; off for an
     *     emulator only
     * @param retries how often a call is repeated where it may yet work
     * @param retryDelay wait before the first retry; it doubles with each, with jitter
     * @param retryMaxDelay longest wait between two tries, unless the vault itself asks for a longer one
     * @param timeout how long one try may take
     */
    record Vault(
            URI url,
            Optional<Path> caFile,
            boolean verifyChallengeResource,
            int retries,
            Duration retryDelay,
            Duration retryMaxDelay,
            Duration timeout)
            implements SecretStoreLocation {
        public Vault {
            requireNonNull(url, "url");
            requireNonNull(caFile, "caFile");
            requireNonNull(retryDelay, "retryDelay");
            requireNonNull(retryMaxDelay, "retryMaxDelay");
            requireNonNull(timeout, "timeout");
        }

        @Override
        public SecretStoreLocation at(URI anotherVault) {
            return new Vault(
                    anotherVault, caFile, verifyChallengeResource, retries, retryDelay, retryMaxDelay, timeout);
        }
    }

    /**
     * A folder of encrypted files.
     *
     * @param folder made where it is missing
     * @param keyFile the key, outside of the folder, readable by its owner only
     * @param createKey whether a missing key is made, as long as the store is empty
     */
    record Folder(Path folder, Path keyFile, boolean createKey) implements SecretStoreLocation {
        public Folder {
            folder = folder.toAbsolutePath().normalize();
            keyFile = keyFile.toAbsolutePath().normalize();
        }

        @Override
        public SecretStoreLocation at(URI anotherVault) {
            return this;
        }
    }
}
