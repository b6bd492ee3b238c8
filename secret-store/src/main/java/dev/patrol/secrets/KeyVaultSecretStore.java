package dev.patrol.secrets;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.util.Context;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.token.SecretVersion;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Azure Key Vault as the store. Retries are the client's (exponential backoff with jitter, {@code Retry-After}). A secret
 * that somebody has deleted is recovered where a value is to be stored in it: its name can't be used otherwise.
 */
final class KeyVaultSecretStore implements SecretStore {
    private static final Comparator<SecretProperties> NEWEST_FIRST = Comparator.comparing(
                    SecretProperties::getCreatedOn)
            // The vault counts seconds only; Patrol's own tag tells apart what is of the same one.
            .thenComparing(properties -> Optional.ofNullable(tagsOf(properties).get(SecretTags.CREATED))
                    .orElse(""))
            .reversed();

    private final SecretClient client;
    /** Also repeats what the vault answers by 409, which it does while a secret is being deleted or recovered. */
    private final SecretClient patientClient;

    private final VaultCalls calls;

    private KeyVaultSecretStore(SecretClient client, SecretClient patientClient, VaultCalls calls) {
        this.client = client;
        this.patientClient = patientClient;
        this.calls = calls;
    }

    static KeyVaultSecretStore open(VaultClients clients) {
        return new KeyVaultSecretStore(clients.usual(), clients.patient(), new VaultCalls(clients.vault()));
    }

    @Override
    public Optional<SecretDescription> find(String name) {
        return current(name).map(KeyVaultSecret::getProperties).map(this::describe);
    }

    @Override
    public Optional<ManagedSecret> findManaged(String organization, String name) {
        return current(name)
                .map(KeyVaultSecret::getProperties)
                .flatMap(KeyVaultSecretStore::managed)
                .filter(secret -> secret.organization().equals(organization));
    }

    @Override
    public Optional<StoredText> findText(String name) {
        return current(name).map(secret -> {
            SecretProperties properties = secret.getProperties();
            return new StoredText(
                    versionOf(properties),
                    new SecretValue(secret.getValue()),
                    Optional.ofNullable(properties.getContentType()).orElse(""),
                    tagsOf(properties));
        });
    }

    private Optional<KeyVaultSecret> current(String name) {
        SecretContent.checkName(name);
        return calls.make("reading the secret " + name, () -> {
            try {
                return Optional.of(client.getSecret(name));
            } catch (ResourceNotFoundException absent) {
                return Optional.empty();
            } catch (HttpResponseException refused) {
                if (VaultCalls.isDisabled(refused)) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
    }

    @Override
    public SecretVersion store(NewSecret secret, BooleanSupplier isStillWanted) {
        return set("storing", SecretContent.of(secret), isStillWanted);
    }

    @Override
    public SecretVersion storeText(NewText text) {
        return set("storing", SecretContent.of(text), () -> true);
    }

    @Override
    public TokenValue read(SecretVersion version) {
        return new TokenValue(get(version.name(), version.version()).getValue());
    }

    @Override
    public List<SecretDescription> versions(String name) {
        SecretContent.checkName(name);
        return calls.make("listing the versions of " + name, () -> {
            try {
                return client.listPropertiesOfSecretVersions(name).stream()
                        .filter(properties -> Boolean.TRUE.equals(properties.isEnabled()))
                        .sorted(NEWEST_FIRST)
                        .map(this::describe)
                        .toList();
            } catch (ResourceNotFoundException absent) {
                return List.of();
            }
        });
    }

    @Override
    public void forEachManaged(Consumer<ManagedSecret> visitor) {
        forEachInUse(properties -> managed(properties).ifPresent(visitor));
    }

    @Override
    public void forEachTokenSecret(Consumer<TokenSecret> visitor) {
        forEachInUse(properties -> tokenSecret(properties).ifPresent(visitor));
    }

    /** By the list of versions, since to read the secret is to read its value, which not everybody may who may list. */
    @Override
    public Optional<TokenSecret> findTokenSecret(String name) {
        SecretContent.checkName(name);
        return calls.make("listing the versions of " + name, () -> {
            try {
                return client.listPropertiesOfSecretVersions(name).stream()
                        .min(NEWEST_FIRST)
                        .filter(current -> Boolean.TRUE.equals(current.isEnabled()))
                        .flatMap(KeyVaultSecretStore::tokenSecret);
            } catch (ResourceNotFoundException absent) {
                return Optional.empty();
            }
        });
    }

    private void forEachInUse(Consumer<SecretProperties> visitor) {
        String what = "listing the secrets";
        Iterator<SecretProperties> secrets =
                calls.make(what, () -> client.listPropertiesOfSecrets().iterator());
        while (calls.make(what, secrets::hasNext)) {
            SecretProperties properties = calls.make(what, secrets::next);
            if (Boolean.TRUE.equals(properties.isEnabled())) {
                visitor.accept(properties);
            }
        }
    }

    @Override
    public SecretVersion restore(String name, String earlierVersion) {
        KeyVaultSecret earlier = get(name, earlierVersion);
        SecretProperties properties = earlier.getProperties();
        return set(
                "restoring",
                new SecretContent(
                        name,
                        earlier.getValue(),
                        Optional.ofNullable(properties.getContentType()).orElse(""),
                        Optional.ofNullable(properties.getExpiresOn()).map(time -> time.toInstant()),
                        tagsOf(properties)),
                () -> true);
    }

    @Override
    public void disable(SecretVersion version) {
        SecretContent.checkVersion(version.name(), version.version());
        calls.make("disabling the secret " + version.name(), () -> {
            try {
                SecretProperties properties =
                        client.getSecret(version.name(), version.version()).getProperties();
                return client.updateSecretProperties(properties.setEnabled(false));
            } catch (HttpResponseException refused) {
                if (VaultCalls.isDisabled(refused)) {
                    return null;
                }
                throw refused;
            }
        });
    }

    @Override
    public void keepDead(String name, UUID authorizationId, StaysDead why) {
        current(name)
                .map(KeyVaultSecret::getProperties)
                .filter(properties -> SecretTags.hold(authorizationId, tagsOf(properties)))
                .ifPresent(properties -> calls.make(
                        "tagging the secret " + name,
                        () -> client.updateSecretProperties(
                                properties.setTags(SecretTags.stayingDead(tagsOf(properties), why)))));
    }

    private KeyVaultSecret get(String name, String version) {
        SecretContent.checkVersion(name, version);
        return calls.make("reading the secret " + name, () -> client.getSecret(name, version));
    }

    private SecretVersion set(String doing, SecretContent content, BooleanSupplier isStillWanted) {
        KeyVaultSecret secret = new KeyVaultSecret(content.name(), content.value());
        secret.setProperties(new SecretProperties()
                .setContentType(content.contentType())
                .setExpiresOn(content.expiresAt()
                        .map(time -> time.atOffset(ZoneOffset.UTC))
                        .orElse(null))
                .setTags(content.tags()));
        String what = doing + " the secret " + content.name();
        Context context = StillWanted.context(isStillWanted);
        try {
            return versionOf(calls.makeOrConflict(what, () -> set(client, secret, context)));
        } catch (VaultCalls.Conflict deletedOrOnTheWay) {
            recover(content.name());
            return versionOf(calls.make(what, () -> set(patientClient, secret, context)));
        }
    }

    private static SecretProperties set(SecretClient client, KeyVaultSecret secret, Context context) {
        return client.setSecretWithResponse(secret, context).getValue().getProperties();
    }

    /** Asks for it and does not wait: while the vault is at it, it answers the next set by 409. */
    private void recover(String name) {
        calls.make("recovering the deleted secret " + name, () -> {
            try {
                return patientClient.beginRecoverDeletedSecret(name);
            } catch (ResourceNotFoundException notDeletedAnyMore) {
                return null;
            }
        });
    }

    private SecretDescription describe(SecretProperties properties) {
        return SecretTags.describe(versionOf(properties), tagsOf(properties));
    }

    private static Optional<ManagedSecret> managed(SecretProperties properties) {
        return SecretTags.managed(properties.getName(), tagsOf(properties));
    }

    private static Optional<TokenSecret> tokenSecret(SecretProperties properties) {
        return Optional.of(properties)
                .filter(found -> SecretContent.TOKEN.equals(found.getContentType()))
                .map(found -> SecretTags.tokenSecret(
                        found.getName(),
                        tagsOf(found),
                        Optional.ofNullable(found.getExpiresOn()).map(OffsetDateTime::toInstant)));
    }

    private static Map<String, String> tagsOf(SecretProperties properties) {
        return Optional.ofNullable(properties.getTags()).orElse(Map.of());
    }

    private SecretVersion versionOf(SecretProperties properties) {
        return new SecretVersion(calls.vault(), properties.getName(), properties.getVersion());
    }
}
