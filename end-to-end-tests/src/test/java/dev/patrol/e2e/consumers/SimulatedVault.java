package dev.patrol.e2e.consumers;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.TrustedCertificate;
import dev.patrol.simulator.identity.IdentityEndpointCredential;
import java.net.http.HttpClient;

/** The SDK's client of a simulated vault, which trusts the simulator's certificate. */
final class SimulatedVault {
    private SimulatedVault() {}

    static SecretClient of(AzureSimulator azure) {
        return new SecretClientBuilder()
                .vaultUrl(azure.keyVaultUrl().toString())
                .credential(new IdentityEndpointCredential(azure))
                .httpClient(new JdkHttpClientBuilder(HttpClient.newBuilder()
                                .sslContext(TrustedCertificate.sslContext(azure.certificateAuthority())))
                        .build())
                .disableChallengeResourceVerification()
                .buildClient();
    }
}
