package dev.patrol.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.simulator.identity.SignInEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

/** What Microsoft's libraries log goes to a file here, at the level DEBUG (see the module's POM). */
class SecrecyOfLibrariesTest {
    @Test
    void noSecretIsLogged() throws IOException {
        // Given
        Path log = Path.of(System.getProperty("org.slf4j.simpleLogger.logFile"));
        InMemoryCacheStore store = new InMemoryCacheStore();
        MutableClock clock = MutableClock.of(Instant.now(), ZoneOffset.UTC);
        try (Tenant tenant = new Tenant();
                UserSignIn signIn = tenant.user(store, SignInListener.NONE, clock)) {
            // When
            tenant.login(store);
            tenant.callWith(signIn);
            clock.add(Duration.ofMinutes(65));
            tenant.callWith(signIn);
            tenant.azure.control().endSignIns(Tenant.PERSON, SignInEnd.REVOKED);
            clock.add(Duration.ofMinutes(65));
            assertThatThrownBy(() -> tenant.callWith(signIn)).hasMessageContaining("./patrol login");

            // Then
            String logged = Files.readString(log);
            assertThat(logged).contains("msal4j");
            assertThat(tenant.hasSecret(logged)).isFalse();
        }
    }
}
