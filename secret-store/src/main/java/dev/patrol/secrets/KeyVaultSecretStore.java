package dev.patrol.secrets;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.token.SecretVersion;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Azure Key Vault as the store. Retries are the client's (exponential backoff with jitter, {@code Retry-After}). */
final class KeyVaultSecretStore implements SecretStore {
    static final String CONTENT_TYPE = "application/x-pat-token";

    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final String DISABLED = "SecretDisabled";

    private final SecretClient client;
    private final URI vault;

    KeyVaultSecretStore(SecretClient client, URI vault) {
        this.client = client;
        this.vault = vault;
    }

    @Override
    public Optional<SecretDescription> find(String name) {
        return current(name).map(this::describe);
    }

    @Override
    public Optional<ManagedSecret> findManaged(String organization, String name) {
        return current(name)
                .filter(properties -> SecretTags.areOf(organization, properties.getTags()))
                .map(KeyVaultSecretStore::managed);
    }

    private Optional<SecretProperties> current(String name) {
        return call("reading the secret " + name, () -> {
            try {
                return Optional.of(client.getSecret(name).getProperties());
            } catch (ResourceNotFoundException absent) {
                return Optional.empty();
            } catch (HttpResponseException refused) {
                if (isDisabled(refused)) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
    }

    @Override
    public SecretVersion store(NewSecret secret) {
        String name = secret.token().secretName();
        KeyVaultSecret stored = new KeyVaultSecret(name, secret.value().reveal());
        stored.setProperties(new SecretProperties()
                .setContentType(CONTENT_TYPE)
                .setExpiresOn(secret.token().validTo().atOffset(ZoneOffset.UTC))
                .setTags(SecretTags.of(secret)));
        return call(
                "storing the secret " + name,
                () -> versionOf(client.setSecret(stored).getProperties()));
    }

    @Override
    public TokenValue read(SecretVersion version) {
        return call(
                "reading the secret " + version.name(),
                () -> new TokenValue(
                        client.getSecret(version.name(), version.version()).getValue()));
    }

    @Override
    public List<SecretDescription> versions(String name) {
        return call("listing the versions of " + name, () -> client.listPropertiesOfSecretVersions(name).stream()
                .filter(properties -> Boolean.TRUE.equals(properties.isEnabled()))
                .sorted(Comparator.comparing(SecretProperties::getCreatedOn).reversed())
                .map(this::describe)
                .toList());
    }

    @Override
    public void forEachManaged(String organization, Consumer<ManagedSecret> visitor) {
        call("listing the secrets", () -> {
            client.listPropertiesOfSecrets().stream()
                    .filter(properties -> Boolean.TRUE.equals(properties.isEnabled()))
                    .filter(properties -> SecretTags.areOf(organization, properties.getTags()))
                    .map(KeyVaultSecretStore::managed)
                    .forEach(visitor);
            return true;
        });
    }

    @Override
    public SecretVersion restore(String name, String earlierVersion) {
        return call("restoring the secret " + name, () -> {
            KeyVaultSecret earlier = client.getSecret(name, earlierVersion);
            SecretProperties properties = earlier.getProperties();
            KeyVaultSecret again = new KeyVaultSecret(name, earlier.getValue());
            again.setProperties(new SecretProperties()
                    .setContentType(properties.getContentType())
                    .setExpiresOn(properties.getExpiresOn())
                    .setTags(properties.getTags()));
            return versionOf(client.setSecret(again).getProperties());
        });
    }

    @Override
    public void disable(SecretVersion version) {
        call("disabling the secret " + version.name(), () -> {
            SecretProperties properties =
                    client.getSecret(version.name(), version.version()).getProperties();
            return client.updateSecretProperties(properties.setEnabled(false));
        });
    }

    private SecretDescription describe(SecretProperties properties) {
        return new SecretDescription(
                versionOf(properties),
                SecretTags.id(properties.getTags(), SecretTags.AUTHORIZATION_ID),
                SecretTags.id(properties.getTags(), SecretTags.REPLACES));
    }

    private static ManagedSecret managed(SecretProperties properties) {
        return new ManagedSecret(
                properties.getName(),
                SecretTags.id(properties.getTags(), SecretTags.AUTHORIZATION_ID),
                SecretTags.id(properties.getTags(), SecretTags.REPLACES),
                SecretTags.time(properties.getTags(), SecretTags.REVOKE_PREVIOUS_AT));
    }

    private SecretVersion versionOf(SecretProperties properties) {
        return new SecretVersion(vault, properties.getName(), properties.getVersion());
    }

    private <T> T call(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (ClientAuthenticationException e) {
            throw new SecretStoreException.Refused("Patrol could not sign in to " + vault + " for " + what + ".");
        } catch (HttpResponseException e) {
            throw failureOf(what, e);
        } catch (RuntimeException e) {
            throw new SecretStoreException.Unavailable(vault + " did not answer to " + what + " ("
                    + rootOf(e).getClass().getSimpleName() + ").");
        }
    }

    private SecretStoreException failureOf(String what, HttpResponseException e) {
        if (e.getResponse() == null) {
            return new SecretStoreException.Unavailable(vault + " did not answer to " + what + ".");
        }
        int status = e.getResponse().getStatusCode();
        String said = vault + " answered " + status + " to " + what + ".";
        boolean passing = status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS;
        return passing ? new SecretStoreException.Unavailable(said) : new SecretStoreException.Refused(said);
    }

    private static boolean isDisabled(HttpResponseException e) {
        return e.getResponse() != null
                && e.getResponse().getStatusCode() == FORBIDDEN
                && String.valueOf(e.getValue()).contains(DISABLED);
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
