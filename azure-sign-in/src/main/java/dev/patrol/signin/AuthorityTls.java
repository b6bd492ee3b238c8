package dev.patrol.signin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS that trusts private certificates beside the JVM's own. */
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
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            int index = 0;
            for (Certificate one : jvmsOwn()) {
                anchors.setCertificateEntry("jvm-" + index++, one);
            }
            for (Certificate one : read(pem)) {
                anchors.setCertificateEntry("added-" + index++, one);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(anchors).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "AZURE_AUTHORITY_CA_FILE names " + pem + ", which can't be read as PEM certificates", e);
        }
    }

    private static Collection<? extends Certificate> read(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream content = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(content);
            if (certificates.isEmpty()) {
                throw new IOException("No certificate in " + pem);
            }
            return certificates;
        }
    }

    private static Collection<X509Certificate> jvmsOwn() throws GeneralSecurityException {
        return Arrays.stream(managers(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManagerFactory managers(KeyStore anchors) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        return factory;
    }
}
