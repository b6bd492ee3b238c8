package dev.patrol.scanner.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.token.Token;
import dev.patrol.policies.SecretRenewal;
import dev.patrol.secrets.NewSecret;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreLocation;
import dev.patrol.secrets.SecretStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By a list that was read a while ago, for another organization. */
class SecretScanTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant SOON = NOW.plus(Duration.ofDays(1));
    private static final Instant LATE = NOW.plus(Duration.ofDays(60));

    @TempDir
    Path folder;

    private SecretStore store;
    private TokenSecrets secrets;
    private SecretScan scan;

    @BeforeEach
    void open() {
        SecretStoreLocation location =
                new SecretStoreLocation.Folder(folder.resolve("secrets"), folder.resolve("key"), true);
        SecretStores stores = new SecretStores(
                () -> {
                    throw new IllegalStateException("A folder needs no credential");
                },
                Clock.systemUTC());
        store = stores.open(location);
        secrets = new TokenSecrets(Map.of("contoso", location, "fabrikam", location), stores);
        scan = new SecretScan("contoso", new SecretRenewal(Duration.ofDays(7)), secrets);
    }

    @Test
    void tellsASecretThatIsAsItWasListed() {
        // Given
        String name = keep("deploy", SOON);
        secrets.of("fabrikam");

        // When
        List<PolicyViolated> found = look();

        // Then
        assertThat(found).singleElement().satisfies(one -> assertThat(one.found())
                .contains(name));
    }

    @Test
    void doesNotTellASecretThatWasRenewedSinceTheList() {
        // Given
        keep("deploy", SOON);
        secrets.of("fabrikam");
        keep("deploy", LATE);

        // When
        List<PolicyViolated> found = look();

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void doesNotTellASecretThatWasTakenOutOfUseSinceTheList() {
        // Given
        String name = keep("deploy", SOON);
        secrets.of("fabrikam");
        store.disable(store.find(name).orElseThrow().version());

        // When
        List<PolicyViolated> found = look();

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void readsTheListAnewForTheNextScan() {
        // Given
        secrets.of("fabrikam");
        keep("deploy", SOON);

        // When
        List<PolicyViolated> before = look();
        secrets.forget();
        List<PolicyViolated> after = look();

        // Then
        assertThat(before).isEmpty();
        assertThat(after).hasSize(1);
    }

    private List<PolicyViolated> look() {
        return scan.look(List.of(), NOW).found();
    }

    private String keep(String name, Instant expires) {
        Token token = Token.of(
                "contoso",
                UUID.randomUUID(),
                name,
                List.of("vso.code"),
                NOW.minus(Duration.ofDays(20)),
                expires,
                false,
                Optional.empty());
        return store.store(new NewSecret(token, new TokenValue("a value"), token, NOW, NOW))
                .name();
    }
}
