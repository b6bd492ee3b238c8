package dev.patrol.secrets;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.ExponentialBackoff;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryStrategy;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.net.URI;
import java.util.List;

/**
 * The SDK's clients of one vault.
 *
 * @param usual repeats what the SDK deems passing
 * @param patient repeats conflicts (409) too
 */
record VaultClients(URI vault, SecretClient usual, SecretClient patient) {
    private static final int CONFLICT = 409;

    /**
     * @param http over which they call; vaults may share one
     * @param policies what each request passes besides
     */
    static VaultClients to(
            SecretStoreLocation.Vault vault,
            TokenCredential credential,
            HttpClient http,
            List<HttpPipelinePolicy> policies) {
        ExponentialBackoffOptions backoff = new ExponentialBackoffOptions()
                .setMaxRetries(vault.retries())
                .setBaseDelay(vault.retryDelay())
                .setMaxDelay(vault.retryMaxDelay());
        RetryStrategy passing = new ExponentialBackoff(backoff);
        RetryOptions usual = new RetryOptions(backoff);
        RetryOptions patient = new RetryOptions(backoff)
                .setShouldRetryCondition(condition -> isConflict(condition) || passing.shouldRetryCondition(condition));
        return new VaultClients(
                vault.url(),
                client(vault, credential, http, policies, usual),
                client(vault, credential, http, policies, patient));
    }

    private static SecretClient client(
            SecretStoreLocation.Vault vault,
            TokenCredential credential,
            HttpClient http,
            List<HttpPipelinePolicy> policies,
            RetryOptions retries) {
        SecretClientBuilder builder = new SecretClientBuilder()
                .vaultUrl(vault.url().toString())
                .credential(credential)
                .httpClient(http)
                .addPolicy(new StillWanted())
                .addPolicy(new NoPages())
                .retryOptions(retries);
        policies.forEach(builder::addPolicy);
        if (!vault.verifyChallengeResource()) {
            builder.disableChallengeResourceVerification();
        }
        return builder.buildClient();
    }

    private static boolean isConflict(RequestRetryCondition condition) {
        return condition.getResponse() != null && condition.getResponse().getStatusCode() == CONFLICT;
    }

    /** What calls a vault by the settings of a location; good for every vault with the same ones. */
    static HttpClient httpClient(SecretStoreLocation.Vault vault) {
        java.net.http.HttpClient.Builder jdk =
                java.net.http.HttpClient.newBuilder().connectTimeout(vault.timeout());
        vault.caFile().ifPresent(file -> jdk.sslContext(VaultTls.trusting(file)));
        return new JdkHttpClientBuilder(jdk)
                .responseTimeout(vault.timeout())
                .readTimeout(vault.timeout())
                .build();
    }
}
