package dev.patrol.cli.check.store;

import dev.patrol.cli.check.Check;
import dev.patrol.cli.check.Findings;
import dev.patrol.cli.fault.Reach;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.store.ConfiguredStore;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.secrets.NewText;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.secrets.SecretValue;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether secrets can be written, read, listed and taken out of use. It does so with one secret of its own, whose name no
 * token's secret can have, and whose text is the time of the check. Its version is disabled at the end. It is not deleted: a
 * vault keeps deleted secrets and their names for up to 90 days, and deleting is a right that Patrol does without.
 */
public final class StoreCheck implements Check {
    /** Names of tokens' secrets end in a dash and eight hexadecimal digits. */
    static final String PROBE = "patrol-check-probe";

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int HTTPS = 443;
    private static final String WRITE = "write";
    private static final String READ = "read";
    private static final String LIST = "list";
    private static final String DISABLE = "disable";

    private final Settings settings;
    private final Clock clock;

    public StoreCheck(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String area() {
        return "secret store";
    }

    @Override
    public List<String> subjects() {
        return List.of(WRITE, READ, LIST, DISABLE);
    }

    @Override
    public String whenLate() {
        return "Check KEY_VAULT_URL and the identity that this machine signs in to Azure with.";
    }

    @Override
    public void run(Findings findings) {
        List<String> problems = ConfiguredStore.problemsOf(settings);
        if (!problems.isEmpty()) {
            findings.notOk(WRITE, String.join(" ", problems));
            return;
        }
        Optional<String> unreachable = unreachable();
        if (unreachable.isPresent()) {
            findings.notOk(WRITE, unreachable.get() + " Check KEY_VAULT_URL and the network.");
            return;
        }
        Attempt attempt = new Attempt(findings);
        attempt.make(WRITE, () -> ConfiguredStore.open(settings)).ifPresent(store -> use(store, attempt));
    }

    private void use(SecretStore store, Attempt attempt) {
        String text = "Written by patrol check at " + clock.instant();
        Optional<SecretVersion> written = attempt.make(
                WRITE,
                () -> store.storeText(new NewText(
                        PROBE,
                        new SecretValue(text),
                        "text/plain",
                        Map.of("purpose", "patrol check; holds no secret"))));
        if (written.isEmpty()) {
            return;
        }
        attempt.ok(WRITE, "the secret " + PROBE + " in " + ConfiguredStore.nameIn(settings));
        attempt.make(READ, () -> store.findText(PROBE).orElseThrow(() -> gone(PROBE)))
                .ifPresent(read -> attempt.ok(READ, "what was written"));
        attempt.make(LIST, () -> store.versions(PROBE))
                .ifPresent(versions -> attempt.ok(LIST, "the versions of a secret"));
        attempt.make(DISABLE, () -> {
                    store.disable(written.get());
                    return written;
                })
                .ifPresent(done -> attempt.ok(DISABLE, "the version that was written"));
    }

    private static SecretStoreException gone(String name) {
        return new SecretStoreException.Refused(
                "The secret " + name + " was written a moment ago, and is not there.",
                "Somebody else deletes or disables it: see that only one check runs, and look at the vault's log.");
    }

    private Optional<String> unreachable() {
        if (settings.as(SecretStoreSettings.class).kind().equals(SecretStoreSettings.FILE)) {
            return Optional.empty();
        }
        URI vault = settings.as(KeyVaultSettings.class).url().orElseThrow();
        return Reach.problemOf(vault.getHost(), vault.getPort() < 0 ? HTTPS : vault.getPort(), CONNECT);
    }

    /** Turns failures of the store into findings. */
    private record Attempt(Findings findings) {
        private interface Work<T> {
            T result();
        }

        <T> Optional<T> make(String what, Work<T> work) {
            try {
                return Optional.of(work.result());
            } catch (SecretStoreException e) {
                findings.notOk(what, e.getMessage() + " " + e.remedy());
                return Optional.empty();
            }
        }

        void ok(String what, String detail) {
            findings.ok(what, detail);
        }
    }
}
