package dev.patrol.azuredevops.tls;

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

/** TLS that trusts a private authority beside the public ones. */
public final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /**
     * @param pem certificates, one or more
     * @throws IOException where the file can't be read or holds no certificate
     * @throws GeneralSecurityException where it holds something else, or the JVM can't trust what it holds
     */
    public static SSLContext withJvmsOwnAnd(Path pem) throws IOException, GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        int index = 0;
        for (X509Certificate own : jvmsOwn()) {
            anchors.setCertificateEntry("jvm-" + index++, own);
        }
        for (Certificate added : read(pem)) {
            anchors.setCertificateEntry("added-" + index++, added);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers(anchors).getTrustManagers(), null);
        return context;
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
