package dev.patrol.secrets;

import dev.patrol.azuredevops.tls.TrustedAuthorities;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** TLS to vaults behind a private authority. */
final class VaultTls {
    private VaultTls() {}

    /** @throws SecretStoreException.Refused where the file can't be read or holds no certificate */
    static SSLContext trusting(Path pem) {
        try {
            return TrustedAuthorities.withJvmsOwnAnd(pem);
        } catch (GeneralSecurityException | IOException e) {
            throw new SecretStoreException.Refused(
                    "KEY_VAULT_CA_FILE is \"" + pem + "\", which can't be read as certificates ("
                            + e.getClass().getSimpleName() + ").",
                    "It should be " + KeyVaultSettings.CA_FILE_EXPECTED + ".");
        }
    }
}
