package dev.patrol.simulator.vault;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import dev.patrol.simulator.TrustedCertificate;
import java.nio.file.Path;

/**
 * A process of its own that sets and gets a secret by {@code DefaultAzureCredential}, which finds the identity endpoint
 * by the environment of its process. It ends with 0 if the value came back, with 3 if it was refused a token.
 */
final class DefaultCredentialClient {

    static final int CAME_BACK = 0;
    static final int CAME_BACK_WRONG = 1;
    static final int REFUSED = 3;

    private DefaultCredentialClient() {}

    public static void main(String[] args) {
        System.exit(exchange(args[0], Path.of(args[1])));
    }

    private static int exchange(String vaultUrl, Path certificate) {
        HttpClient http = new JdkHttpClientBuilder(
                        java.net.http.HttpClient.newBuilder().sslContext(TrustedCertificate.sslContext(certificate)))
                .build();
        SecretClient client = new SecretClientBuilder()
                .vaultUrl(vaultUrl)
                .disableChallengeResourceVerification()
                .httpClient(http)
                .credential(new DefaultAzureCredentialBuilder().build())
                .buildClient();
        try {
            client.setSecret("from-another-process", "a value");
        } catch (ClientAuthenticationException e) {
            return REFUSED;
        }
        return client.getSecret("from-another-process").getValue().equals("a value") ? CAME_BACK : CAME_BACK_WRONG;
    }
}
