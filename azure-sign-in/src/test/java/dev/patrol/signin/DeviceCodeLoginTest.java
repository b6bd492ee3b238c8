package dev.patrol.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceCodeLoginTest {
    private final InMemoryCacheStore store = new InMemoryCacheStore();
    private Tenant tenant;

    @BeforeEach
    void start() {
        tenant = new Tenant();
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void thePersonWhoEnteredTheCodeIsWhoTheServicesCallAs() {
        // Given
        AtomicReference<DeviceCodePrompt> shown = new AtomicReference<>();

        // When
        SignedInUser user = DeviceCodeLogin.run(
                tenant.settings(),
                prompt -> {
                    shown.set(prompt);
                    tenant.azure.control().approveSignIn(prompt.userCode(), Tenant.PERSON);
                },
                store);

        // Then
        assertThat(user.name()).isEqualTo(Tenant.PERSON);
        assertThat(user.accessTokenExpires()).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
        assertThat(shown.get().link()).isEqualTo(tenant.azure.signInPage());
        assertThat(shown.get().goodFor()).isEqualTo(Duration.ofMinutes(15));
        assertThat(shown.get().sentence()).contains(shown.get().userCode(), "15 minutes");
        assertThat(store.saved).hasValue(1);
        try (SignIn signIn = tenant.user(store, SignInListener.NONE, Clock.systemUTC())) {
            tenant.callWith(signIn);
            assertThat(signIn.state().sentence()).contains(Tenant.PERSON);
        }
    }

    @Test
    void waitsForAPersonWhoTakesTimeAndShowsThatItWaits() {
        // Given
        AtomicInteger waited = new AtomicInteger();
        LoginProgress slowPerson = new LoginProgress() {
            private String code;

            @Override
            public void prompt(DeviceCodePrompt prompt) {
                code = prompt.userCode();
            }

            @Override
            public void waiting() {
                if (waited.incrementAndGet() == 2) {
                    tenant.azure.control().approveSignIn(code, Tenant.PERSON);
                }
            }
        };

        // When
        SignedInUser user = DeviceCodeLogin.run(tenant.settings(), slowPerson, store);

        // Then
        assertThat(user.name()).isEqualTo(Tenant.PERSON);
        assertThat(waited).hasValue(2);
    }

    @Test
    void asksLessOftenWhenToldToSlowDown() {
        // Given
        tenant.azure.control().addFault(fault("""
                {"api": "oauth-token", "kind": "status", "status": 400, "times": 2,
                 "body": {"error": "slow_down", "error_description": "Ask less often."}}"""));
        AtomicInteger waited = new AtomicInteger();
        LoginProgress person = new LoginProgress() {
            @Override
            public void prompt(DeviceCodePrompt prompt) {
                tenant.azure.control().approveSignIn(prompt.userCode(), Tenant.PERSON);
            }

            @Override
            public void waiting() {
                waited.incrementAndGet();
            }
        };
        Instant began = Instant.now();

        // When
        DeviceCodeLogin.run(tenant.settings(), person, store, Duration.ofMillis(500));

        // Then
        assertThat(waited).hasValue(2);
        // Two pauses of MSAL (1 s each), and before the second and third question 0.5 s and 1 s more.
        assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(3_400));
    }

    @Test
    void saysThatThePersonDeclined() {
        // When
        // Then
        assertThat(failureOf(tenant.settings(), prompt -> tenant.azure.control().declineSignIn(prompt.userCode())))
                .isEqualTo(FailureKind.DECLINED);
        assertThat(store.load()).isEmpty();
    }

    @Test
    void saysThatTheCodeExpired() {
        // Given
        tenant.azure.control().changePolicies(Map.of("deviceCodeSeconds", 1));

        // When
        // Then
        assertThat(failureOf(tenant.settings(), prompt -> {})).isEqualTo(FailureKind.CODE_EXPIRED);
    }

    @Test
    void saysWhatIsWrongWithTheSettings() throws IOException {
        // Given
        EntraUserSettings good = tenant.settings();
        EntraUserSettings otherTenant = EntraUserSettings.of("contoso.example", good.clientId())
                .withAuthority(good.authorityHost(), good.caFile());
        EntraUserSettings otherApplication =
                EntraUserSettings.of(good.tenant(), "another").withAuthority(good.authorityHost(), good.caFile());
        EntraUserSettings untrusted = good.withAuthority(good.authorityHost(), Optional.empty());
        EntraUserSettings nobodyThere =
                good.withAuthority(URI.create("https://localhost:" + unusedPort()), good.caFile());

        // When
        // Then
        assertThat(failureOf(otherTenant, prompt -> {})).isEqualTo(FailureKind.TENANT_WRONG);
        assertThat(failureOf(otherApplication, prompt -> {})).isEqualTo(FailureKind.APPLICATION_WRONG);
        assertThat(failureOf(untrusted, prompt -> {})).isEqualTo(FailureKind.AUTHORITY_NOT_TRUSTED);
        assertThat(failureOf(nobodyThere, prompt -> {})).isEqualTo(FailureKind.AUTHORITY_UNREACHABLE);
    }

    @Test
    void aSignInThatLacksAPermissionIsNotKept() {
        // Given
        tenant.azure.control().changePolicies(Map.of("appPermissions", Set.of("vso.pats")));

        // When
        // Then
        assertThat(failureOf(
                        tenant.settings(),
                        prompt -> tenant.azure.control().approveSignIn(prompt.userCode(), Tenant.PERSON)))
                .isEqualTo(FailureKind.CONSENT_MISSING);
        assertThat(store.load()).isEmpty();
    }

    @Test
    void asksNobodyToSignInWhereTheSignInCantBeKept() {
        // Given
        store.setUnreadable(true);
        AtomicInteger prompted = new AtomicInteger();

        // When
        // Then
        assertThat(failureOf(tenant.settings(), prompt -> prompted.incrementAndGet()))
                .isEqualTo(FailureKind.STORE_UNAVAILABLE);
        assertThat(prompted).hasValue(0);
    }

    @Test
    void aStoreThatQuotesTheSignInInItsFailureIsNotQuoted() {
        // Given
        store.setUnwritable(true);

        // When
        // Then
        assertThatThrownBy(() -> tenant.login(store))
                .isInstanceOf(SignInException.class)
                .hasNoCause()
                .satisfies(failure ->
                        assertThat(tenant.hasSecret(failure.toString())).isFalse());
    }

    private FailureKind failureOf(EntraUserSettings settings, LoginProgress progress) {
        return catchThrowableOfType(SignInException.class, () -> DeviceCodeLogin.run(settings, progress, store))
                .failure()
                .kind();
    }

    private static Fault fault(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Fault.class);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
