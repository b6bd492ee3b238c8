package dev.patrol.cli.azure;

import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.store.ConfiguredStore;
import dev.patrol.secrets.NewText;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.secrets.SecretValue;
import dev.patrol.signin.CacheStore;
import dev.patrol.signin.Cached;
import dev.patrol.signin.EntraUserSettings;
import dev.patrol.signin.FailureKind;
import dev.patrol.signin.SignInFailure;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user whose tokens Patrol looks after: how they sign in, and where their sign-in is kept. */
public final class ServiceUser {
    private static final String SECRET = "patrol-sign-in";

    private final Settings settings;
    private volatile SecretStoreException lastOfStore;

    public ServiceUser(Settings settings) {
        this.settings = settings;
    }

    /** What is wrong with the settings, a line each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(settings.problemsOf(EntraSettings.class));
        if (problems.isEmpty()) {
            EntraSettings entra = settings.as(EntraSettings.class);
            if (entra.tenantId().isEmpty()) {
                problems.add("AZURE_DEVOPS_TENANT_ID is not set. It should be " + EntraSettings.TENANT_EXPECTED + ".");
            }
            if (entra.clientId().isEmpty()) {
                problems.add("AZURE_DEVOPS_CLIENT_ID is not set. It should be " + EntraSettings.CLIENT_EXPECTED + ".");
            }
            entra.caFile()
                    .filter(file -> !Files.isReadable(file))
                    .ifPresent(file -> problems.add("AZURE_AUTHORITY_CA_FILE is \"" + file + "\". It should be "
                            + EntraSettings.CA_FILE_EXPECTED + "."));
        }
        problems.addAll(ConfiguredStore.problemsOf(settings));
        return problems;
    }

    public String tenant() {
        return settings.as(EntraSettings.class).tenantId().orElseThrow();
    }

    /** Where the sign-in is kept, for people. */
    public String place() {
        return "the secret " + SECRET + " in " + ConfiguredStore.nameIn(settings);
    }

    public EntraUserSettings settings() {
        EntraSettings entra = settings.as(EntraSettings.class);
        return EntraUserSettings.of(
                        entra.tenantId().orElseThrow(), entra.clientId().orElseThrow())
                .withAuthority(entra.authorityHost(), entra.caFile());
    }

    /** The store remembers what it failed with, for {@link #sentenceOf}. */
    public CacheStore store() {
        return new CacheStore() {
            private SecretStore opened;

            @Override
            public synchronized Optional<Cached> load() {
                return remembering(() -> store().findText(SECRET)
                        .map(text -> new Cached(text.value().reveal())));
            }

            @Override
            public synchronized void save(Cached cached) {
                remembering(() -> store().storeText(
                                new NewText(SECRET, new SecretValue(cached.reveal()), "application/json", Map.of())));
            }

            private SecretStore store() {
                if (opened == null) {
                    opened = ConfiguredStore.open(settings);
                }
                return opened;
            }
        };
    }

    /**
     * What happened and what helps, for a person who has just tried: nothing is tried again by itself here, and what the
     * store said is told.
     */
    public String sentenceOf(SignInFailure failure) {
        if (failure.kind() == FailureKind.STORE_UNAVAILABLE && lastOfStore != null) {
            return failure.kind().sentence() + " " + lastOfStore.getMessage() + " " + lastOfStore.remedy();
        }
        return failure.sentence().replace("It is tried again by itself", "Try again later");
    }

    private interface Work<T> {
        T result();
    }

    private <T> T remembering(Work<T> work) {
        try {
            return work.result();
        } catch (SecretStoreException e) {
            lastOfStore = e;
            throw e;
        }
    }
}
