package dev.patrol.example.client;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.TrustedCertificate;
import dev.patrol.simulator.identity.IdentityEndpointCredential;
import java.net.http.HttpClient;
import java.time.Duration;

/** The SDK's client of a simulated vault: it differs from that of a real one by whom it trusts, and by less patience. */
final class TestVault {
    private TestVault() {}

    static SecretClient of(AzureSimulator azure) {
        HttpClient.Builder http =
                HttpClient.newBuilder().sslContext(TrustedCertificate.sslContext(azure.certificateAuthority()));
        return new SecretClientBuilder()
                .vaultUrl(azure.keyVaultUrl().toString())
                .credential(new IdentityEndpointCredential(azure))
                .httpClient(new JdkHttpClientBuilder(http).build())
                .retryOptions(new RetryOptions(new FixedDelayOptions(1, Duration.ofMillis(10))))
                .disableChallengeResourceVerification()
                .buildClient();
    }
}
