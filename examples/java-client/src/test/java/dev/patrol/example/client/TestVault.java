package dev.patrol.example.client;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.identity.IdentityEndpointCredential;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The SDK's client of a simulated vault: it differs from that of a real one by whom it trusts, and by less patience. */
final class TestVault {
    private TestVault() {}

    static SecretClient of(AzureSimulator azure) {
        HttpClient.Builder http = HttpClient.newBuilder().sslContext(trusting(azure.certificateAuthority()));
        return new SecretClientBuilder()
                .vaultUrl(azure.keyVaultUrl().toString())
                .credential(new IdentityEndpointCredential(azure))
                .httpClient(new JdkHttpClientBuilder(http).build())
                .retryOptions(new RetryOptions(new FixedDelayOptions(1, Duration.ofMillis(10))))
                .disableChallengeResourceVerification()
                .buildClient();
    }

    private static SSLContext trusting(Path pem) {
        try (InputStream certificate = Files.newInputStream(pem)) {
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
