package dev.patrol.secrets;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.token.SecretVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps token values by name, each change as a new version. All methods throw {@link SecretStoreException}. */
public interface SecretStore {

    /** What the current version says of itself; empty where there is no such secret or its current version is disabled. */
    Optional<SecretDescription> find(String name);

    /** What the tags of the current version say; empty where there is no such secret in use, or Patrol has not stored it. */
    Optional<ManagedSecret> findManaged(String organization, String name);

    /** Every version of a secret that is in use, newest first. */
    List<SecretDescription> versions(String name);

    /** Shows every secret of an organization that Patrol has stored and that is in use, page by page. */
    void forEachManaged(String organization, Consumer<ManagedSecret> visitor);

    /** Makes a value the current version of its secret. When it returns, the value can be read. */
    SecretVersion store(NewSecret secret);

    /** The value of one version. */
    TokenValue read(SecretVersion version);

    /** Makes the value and description of an earlier version the current ones again. */
    SecretVersion restore(String name, String earlierVersion);

    /** Takes a version out of use; where it is the current one, readers find the secret disabled. */
    void disable(SecretVersion version);
}
