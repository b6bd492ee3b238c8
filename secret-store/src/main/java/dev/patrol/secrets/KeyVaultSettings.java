package dev.patrol.secrets;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which vault keeps the values, and how patiently it is asked. */
@ConfigMapping(prefix = "patrol.key-vault")
public interface KeyVaultSettings {
    String URL_EXPECTED = "the vault's address, for example https://my-vault.vault.azure.net";
    String CA_FILE_EXPECTED = "the path of a readable PEM file with one or more certificates";

    /** Needed where the vault is the store. */
    @Setting(variable = "KEY_VAULT_URL", expects = URL_EXPECTED, pattern = "https://[^\\s/]+/?")
    Optional<URI> url();

    /** PEM file with the certificates to trust beside the JVM's own, for a vault behind a private authority. */
    @Setting(variable = "KEY_VAULT_CA_FILE", expects = CA_FILE_EXPECTED)
    Optional<Path> caFile();

    /**
     * Whether the address must lie in the domain that the vault's challenge names. Only an emulator, whose host is outside
     * of any vault domain, needs it off.
     */
    @Setting(variable = "KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", expects = "true or false", pattern = "true|false")
    boolean verifyChallengeResource();

    /** How often a call to the vault is repeated where it may yet work. */
    @Setting(expects = "a whole number from 0 to 20", min = 0, max = 20)
    @WithDefault("5")
    int retries();

    /** Wait before the first retry; it doubles with each, with jitter. */
    @Setting(expects = "a duration, for example 1s or PT1S", min = 1)
    @WithDefault("1s")
    Duration retryDelay();

    /** Longest wait between two tries. */
    @Setting(expects = "a duration, for example 16s or PT16S", min = 1)
    @WithDefault("16s")
    Duration retryMaxDelay();

    /** How long one try may take. */
    @Setting(expects = "a duration, for example 10s or PT10S", min = 1)
    @WithDefault("10s")
    Duration timeout();
}
