package dev.patrol.azure.signin;

import dev.patrol.secrets.NewText;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretValue;
import dev.patrol.signin.CacheStore;
import dev.patrol.signin.Cached;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps a user's sign-in in the secret store, as one secret. Fails as the store does. */
public final class SignInInStore implements CacheStore {
    private static final String CONTENT_TYPE = "application/json";

    private final Supplier<SecretStore> store;
    private final String secret;

    /** @param store asked for at each use */
    public SignInInStore(Supplier<SecretStore> store, String secret) {
        this.store = store;
        this.secret = secret;
    }

    @Override
    public Optional<Cached> load() {
        return store.get().findText(secret).map(text -> new Cached(text.value().reveal()));
    }

    @Override
    public void save(Cached cached) {
        store.get().storeText(new NewText(secret, new SecretValue(cached.reveal()), CONTENT_TYPE, Map.of()));
    }
}
