package dev.patrol.example.client;

import com.azure.core.exception.HttpResponseException;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One secret of a vault. */
final class Vault {
    /** Patrol's tag that says which token a version holds. */
    private static final String AUTHORIZATION_ID = "authorization-id";

    private final SecretClient client;
    private final String secretName;

    Vault(SecretClient client, String secretName) {
        this.client = client;
        this.secretName = secretName;
    }

    /**
     * The current version. Dependents go by the secret's name, so this is what they are meant to use, whatever version an event
     * names.
     *
     * @throws NotNow where the vault does not answer, or refuses, after the retries of the SDK
     */
    HeldToken read() {
        try {
            KeyVaultSecret secret = client.getSecret(secretName);
            return new HeldToken(
                    secret.getProperties().getVersion(),
                    authorizationId(secret.getProperties().getTags()),
                    secret.getValue());
        } catch (HttpResponseException answered) {
            throw new NotNow(
                    "The vault answered " + statusOf(answered) + " to reading the secret " + secretName + ".",
                    answered);
        } catch (RuntimeException silent) {
            throw new NotNow(
                    "The vault did not answer to reading the secret " + secretName + " ("
                            + silent.getClass().getSimpleName() + ").",
                    silent);
        }
    }

    private static String statusOf(HttpResponseException answered) {
        return answered.getResponse() == null
                ? "nothing that can be read"
                : Integer.toString(answered.getResponse().getStatusCode());
    }

    private static Optional<UUID> authorizationId(Map<String, String> tags) {
        try {
            return Optional.ofNullable(tags)
                    .map(all -> all.get(AUTHORIZATION_ID))
                    .map(UUID::fromString);
        } catch (IllegalArgumentException writtenBySomebodyElse) {
            return Optional.empty();
        }
    }
}
