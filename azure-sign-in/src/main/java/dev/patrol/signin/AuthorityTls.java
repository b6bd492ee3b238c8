package dev.patrol.signin;

import dev.patrol.azuredevops.tls.TrustedAuthorities;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** TLS to sign-in services behind a private authority. */
public final class AuthorityTls {
    private AuthorityTls() {}

    /** Whether a file can be read and holds certificates. */
    public static boolean canTrust(Path pem) {
        try {
            trusting(pem);
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** @throws IllegalArgumentException where the file can't be read or holds no certificate */
    static SSLContext trusting(Path pem) {
        try {
            return TrustedAuthorities.withJvmsOwnAnd(pem);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "AZURE_AUTHORITY_CA_FILE names " + pem + ", which can't be read as PEM certificates", e);
        }
    }
}
