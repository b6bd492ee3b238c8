package dev.patrol.secrets;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the store from the settings. The credential is found as every Azure SDK program finds it. */
final class KeyVaultProducer {

    @Produces
    @Singleton
    @DefaultBean
    TokenCredential credential() {
        return new DefaultAzureCredentialBuilder().build();
    }

    @Produces
    @ApplicationScoped
    SecretStore secretStore(KeyVaultSettings settings, TokenCredential credential) {
        SecretClientBuilder builder = new SecretClientBuilder()
                .vaultUrl(settings.url().toString())
                .credential(credential)
                .httpClient(httpClient(settings))
                .retryOptions(new RetryOptions(new ExponentialBackoffOptions()
                        .setMaxRetries(settings.retries())
                        .setBaseDelay(settings.retryDelay())
                        .setMaxDelay(settings.retryMaxDelay())));
        if (!settings.verifyChallengeResource()) {
            builder.disableChallengeResourceVerification();
        }
        SecretClient client = builder.buildClient();
        return new KeyVaultSecretStore(client, settings.url());
    }

    private static HttpClient httpClient(KeyVaultSettings settings) {
        java.net.http.HttpClient.Builder jdk =
                java.net.http.HttpClient.newBuilder().connectTimeout(settings.timeout());
        settings.caFile().ifPresent(file -> jdk.sslContext(TrustedAuthorities.withJvmsOwnAnd(file)));
        return new JdkHttpClientBuilder(jdk)
                .responseTimeout(settings.timeout())
                .readTimeout(settings.timeout())
                .build();
    }
}
