package dev.patrol.secrets;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.token.SecretVersion;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Keeps values by name, each change as a new version. Names are Key Vault's: 1 to 127 of {@code 0-9 a-z A-Z -}, in any case.
 * All methods throw {@link SecretStoreException}, and nothing else.
 */
public interface SecretStore {

    /** What the current version says of itself; empty where there is no such secret or its current version is disabled. */
    Optional<SecretDescription> find(String name);

    /** What the tags of the current version say; empty where there is no such secret in use, or Patrol has not stored it. */
    Optional<ManagedSecret> findManaged(String organization, String name);

    /** Every version of a secret that is in use, newest first; none where there is no such secret. */
    List<SecretDescription> versions(String name);

    /**
     * Shows every secret that Patrol has stored and that is in use, of all organizations, page by page. What the visitor throws
     * comes out as it is.
     */
    void forEachManaged(Consumer<ManagedSecret> visitor);

    /** The same of one organization, for which the whole store is listed: for many, list it once. */
    default void forEachManaged(String organization, Consumer<ManagedSecret> visitor) {
        forEachManaged(secret -> {
            if (secret.organization().equals(organization)) {
                visitor.accept(secret);
            }
        });
    }

    /**
     * Shows every secret in use whose content type says that it holds a token, whoever has stored it. What the visitor throws
     * comes out as it is.
     */
    void forEachTokenSecret(Consumer<TokenSecret> visitor);

    /** What such a secret says by now, without its value; empty where it is not there, not in use or holds no token. */
    Optional<TokenSecret> findTokenSecret(String name);

    /** Makes a value the current version of its secret. When it returns, the value can be read. */
    default SecretVersion store(NewSecret secret) {
        return store(secret, () -> true);
    }

    /**
     * The same for a caller who may lose the right to it while it is under way.
     *
     * @param isStillWanted asked before each try
     * @throws SecretStoreException.Withdrawn if it is not wanted any more
     */
    SecretVersion store(NewSecret secret, BooleanSupplier isStillWanted);

    /** The value of one version, which must be in use. */
    TokenValue read(SecretVersion version);

    /** Makes the value and description of an earlier version, which must be in use, the current ones again. */
    SecretVersion restore(String name, String earlierVersion);

    /** Takes a version out of use, if it still is; where it is the current one, readers find the secret disabled. */
    void disable(SecretVersion version);

    /**
     * Says in the tags of the current version, if it holds this token, that the token is not to be issued anew by itself. The next
     * version does not say so.
     */
    void keepDead(String name, UUID authorizationId, StaysDead why);

    /** Makes a text that is no token the current version of its secret. When it returns, the text can be read. */
    SecretVersion storeText(NewText text);

    /** The current version of a text; empty where there is no such secret or its current version is disabled. */
    Optional<StoredText> findText(String name);
}
