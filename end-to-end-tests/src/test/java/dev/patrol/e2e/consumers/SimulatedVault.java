package dev.patrol.e2e.consumers;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.identity.IdentityEndpointCredential;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The SDK's client of a simulated vault, which trusts the simulator's certificate. */
final class SimulatedVault {
    private SimulatedVault() {}

    static SecretClient of(AzureSimulator azure) {
        return new SecretClientBuilder()
                .vaultUrl(azure.keyVaultUrl().toString())
                .credential(new IdentityEndpointCredential(azure))
                .httpClient(new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(trusting(azure))).build())
                .disableChallengeResourceVerification()
                .buildClient();
    }

    private static SSLContext trusting(AzureSimulator azure) {
        try (InputStream certificate = Files.newInputStream(azure.certificateAuthority())) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "vault", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The simulator's certificate can't be trusted", e);
        }
    }
}
