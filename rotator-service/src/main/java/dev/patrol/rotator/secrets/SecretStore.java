package dev.patrol.rotator.secrets;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.token.SecretVersion;
import java.util.Optional;

/** Keeps token values by name, each change as a new version. All methods throw {@link SecretStoreException}. */
public interface SecretStore {

    /** What the current version says of itself; empty where there is no such secret or its current version is disabled. */
    Optional<SecretDescription> find(String name);

    /** The newest version that is older than this one and in use; empty where there is none. */
    Optional<String> versionBefore(SecretVersion version);

    /** Makes a value the current version of its secret. When it returns, the value can be read. */
    SecretVersion store(NewSecret secret);

    /** The value of one version. */
    TokenValue read(SecretVersion version);

    /** Makes the value and description of an earlier version the current ones again. */
    SecretVersion restore(String name, String earlierVersion);

    /** Takes a version out of use; where it is the current one, readers find the secret disabled. */
    void disable(SecretVersion version);
}
