package dev.patrol.cli.azure;

import dev.patrol.azure.signin.SignInCheck;
import dev.patrol.azure.signin.SignInInStore;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.azure.signin.SignIns;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.store.ConfiguredStore;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.signin.CacheStore;
import dev.patrol.signin.Cached;
import dev.patrol.signin.EntraUserSettings;
import dev.patrol.signin.FailureKind;
import dev.patrol.signin.SignInFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The user whose tokens Patrol looks after: how they sign in, and where their sign-in is kept. */
public final class ServiceUser {
    private final Settings settings;
    private final SignInSettings signIn;
    private volatile SecretStoreException lastOfStore;

    /** The user of the organizations that have no other. */
    public ServiceUser(Settings settings) {
        this(settings, settings.as(SignInSettings.class));
    }

    ServiceUser(Settings settings, SignInSettings signIn) {
        this.settings = settings;
        this.signIn = signIn;
    }

    boolean isSameAs(ServiceUser other) {
        return signIn.secret().equals(other.signIn.secret())
                && signIn.tenantId().equals(other.signIn.tenantId())
                && signIn.clientId().equals(other.signIn.clientId());
    }

    /** What is wrong with the settings, a line each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (signIn.tenantId().isEmpty() || signIn.clientId().isEmpty()) {
            problems.addAll(SignInCheck.problemsOfUser(settings.config()));
        } else {
            problems.addAll(SignInCheck.problemsOfAuthority(settings.config()));
        }
        problems.addAll(ConfiguredStore.problemsOf(settings));
        return problems;
    }

    public String tenant() {
        return signIn.tenantId().orElseThrow();
    }

    /** Where the sign-in is kept, for people. */
    public String place() {
        return "the secret " + signIn.secret() + " in " + ConfiguredStore.nameIn(settings);
    }

    public EntraUserSettings settings() {
        return SignIns.user(signIn);
    }

    /** The store remembers what it failed with, for {@link #sentenceOf}. */
    public CacheStore store() {
        CacheStore kept = new SignInInStore(new OpenedOnce(() -> ConfiguredStore.open(settings)), signIn.secret());
        return new CacheStore() {
            @Override
            public Optional<Cached> load() {
                return remembering(kept::load);
            }

            @Override
            public void save(Cached cached) {
                remembering(() -> {
                    kept.save(cached);
                    return cached;
                });
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

    private static final class OpenedOnce implements Supplier<SecretStore> {
        private final Supplier<SecretStore> opening;
        private SecretStore opened;

        private OpenedOnce(Supplier<SecretStore> opening) {
            this.opening = opening;
        }

        @Override
        public synchronized SecretStore get() {
            if (opened == null) {
                opened = opening.get();
            }
            return opened;
        }
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
