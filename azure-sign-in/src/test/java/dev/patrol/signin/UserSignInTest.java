package dev.patrol.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.azuredevops.AzureDevOpsException.NoCredential;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.identity.SignInEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

class UserSignInTest {
    private static final Duration UNTIL_RENEWAL_IS_DUE = Duration.ofMinutes(55);
    private static final Duration UNTIL_NOTHING_IS_LEFT = Duration.ofMinutes(65);

    private final InMemoryCacheStore store = new InMemoryCacheStore();
    private final MutableClock clock = MutableClock.of(Instant.now(), ZoneOffset.UTC);
    private final Heard heard = new Heard();
    private Tenant tenant;
    private UserSignIn signIn;

    @BeforeEach
    void start() {
        tenant = new Tenant();
        signIn = tenant.user(store, heard, clock);
    }

    @AfterEach
    void stop() {
        signIn.close();
        tenant.close();
    }

    @Test
    void callsAsTheUserAndAsksNobodyAnewWhileTheTokenIsGood() {
        // Given
        tenant.login(store);

        // When
        for (int call = 0; call < 5; call++) {
            tenant.callWith(signIn);
        }

        // Then
        assertThat(tenant.redemptions()).isEqualTo(1);
        assertThat(store.saved).hasValue(1);
        assertThat(signIn.state()).isInstanceOf(SignInState.SignedIn.class);
        assertThat(heard.signedIn).containsExactly(Tenant.PERSON);
    }

    @Test
    void renewsAheadOfExpiryAndKeepsTheChangedRefreshToken() {
        // Given
        tenant.azure.control().changePolicies(Map.of("refreshTokensWorkOnce", true));
        tenant.login(store);
        tenant.callWith(signIn);
        String before = store.load().orElseThrow().fingerprint();

        // When
        clock.add(UNTIL_RENEWAL_IS_DUE);
        tenant.callWith(signIn);

        // Then
        Awaitility.await().until(() -> tenant.redemptions() == 2 && store.saved.get() == 2);
        assertThat(store.load().orElseThrow().fingerprint()).isNotEqualTo(before);
        clock.add(UNTIL_NOTHING_IS_LEFT);
        tenant.callWith(signIn);
        assertThat(tenant.redemptions()).isEqualTo(3);
        assertThat(heard.setbacks).isEmpty();
    }

    @Test
    void twoProcessesShareOneSignInAndTheAccessTokensThatEitherGets() {
        // Given
        tenant.azure.control().changePolicies(Map.of("refreshTokensWorkOnce", true));
        tenant.login(store);
        try (UserSignIn another = tenant.user(store, heard, clock)) {
            tenant.callWith(signIn);
            tenant.callWith(another);

            // When
            for (int hour = 0; hour < 3; hour++) {
                clock.add(UNTIL_NOTHING_IS_LEFT);
                tenant.callWith(signIn);
                tenant.callWith(another);
            }

            // Then
            assertThat(heard.setbacks).isEmpty();
            assertThat(another.state().ready()).isTrue();
            assertThat(tenant.redemptions()).isEqualTo(1 + 3);
        }
    }

    @Test
    void aProcessThatReadJustBeforeAnotherRenewedReadsAgain() {
        // Given
        tenant.azure.control().changePolicies(Map.of("refreshTokensWorkOnce", true));
        tenant.login(store);
        LaggingStore lagging = new LaggingStore(store);
        try (UserSignIn another = tenant.user(lagging, heard, clock)) {
            tenant.callWith(another);
            tenant.callWith(signIn);
            clock.add(UNTIL_NOTHING_IS_LEFT);
            lagging.lagForReads(2);
            tenant.callWith(signIn);

            // When
            tenant.callWith(another);
        }

        // Then
        assertThat(heard.mustSignIn).isEmpty();
        assertThat(tenant.azure.control().callCounts().get("oauth-token")).containsEntry("400 invalid_grant", 1L);
    }

    @ParameterizedTest
    @CsvSource({"REVOKED, SIGN_IN_ENDED", "EXPIRED, SIGN_IN_ENDED", "INTERACTION_REQUIRED, INTERACTION_REQUIRED"})
    void aSignInThatEndedIsToldOnceAndTheNextOneIsTakenByItself(SignInEnd end, FailureKind kind) {
        // Given
        tenant.login(store);
        tenant.callWith(signIn);
        tenant.azure.control().endSignIns(Tenant.PERSON, end);
        clock.add(UNTIL_NOTHING_IS_LEFT);
        assertThatThrownBy(() -> tenant.callWith(signIn))
                .isInstanceOf(NoCredential.class)
                .hasMessageContaining("./patrol login");
        long asked = tenant.askings();
        int read = store.read.get();
        for (int minute = 0; minute < 5; minute++) {
            clock.add(Duration.ofMinutes(1));
            assertThatThrownBy(() -> tenant.callWith(signIn)).isInstanceOf(NoCredential.class);
        }
        assertThat(tenant.askings())
                .as("what is known to be dead is not shown again")
                .isEqualTo(asked);
        assertThat(store.read.get() - read)
                .as("it is only looked whether there is another")
                .isEqualTo(5);
        assertThat(signIn.state().ready()).isFalse();
        assertThat(signIn.state().mustSignIn()).isTrue();

        // When
        tenant.login(store);
        clock.add(Duration.ofMinutes(1));

        // Then
        tenant.callWith(signIn);
        assertThat(heard.mustSignIn).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.about()).hasSize(12);
        });
        Awaitility.await().until(() -> heard.signedIn.size() == 2);
        assertThat(signIn.state().ready()).isTrue();
    }

    @Test
    void aSignInThatEndedIsToldWhileTheAccessTokenStillWorks() {
        // Given
        tenant.login(store);
        tenant.callWith(signIn);
        tenant.azure.control().endSignIns(Tenant.PERSON, SignInEnd.REVOKED);

        // When
        clock.add(UNTIL_RENEWAL_IS_DUE);
        tenant.callWith(signIn);

        // Then
        Awaitility.await().until(() -> heard.mustSignIn.size() == 1);
        tenant.callWith(signIn);
        assertThat(signIn.state()).isInstanceOf(SignInState.Troubled.class);
        assertThat(signIn.state().mustSignIn()).isTrue();
        assertThat(signIn.state().sentence()).contains("./patrol login");
    }

    @Test
    void saysThatTheUserIsDisabled() {
        // Given
        tenant.login(store);
        tenant.callWith(signIn);
        tenant.azure.control().setUserDisabled(Tenant.PERSON, true);

        // When
        clock.add(UNTIL_NOTHING_IS_LEFT);

        // Then
        assertThatThrownBy(() -> tenant.callWith(signIn)).hasMessageContaining("disabled, locked or deleted");
        assertThat(heard.mustSignIn).extracting(SignInFailure::kind).containsExactly(FailureKind.USER_DISABLED);
    }

    @Test
    void saysThatNobodyHasSignedInYetAndTakesTheSignInWhenItComes() {
        // Given
        assertThatThrownBy(() -> tenant.callWith(signIn)).hasMessageContaining("Nobody has signed in");

        // When
        tenant.login(store);
        clock.add(Duration.ofSeconds(31));

        // Then
        tenant.callWith(signIn);
    }

    @Test
    void comesBackByItselfAfterTheAuthorityWasAway() {
        // Given
        tenant.login(store);
        tenant.callWith(signIn);
        tenant.azure.control().addFault(fault("{\"api\": \"oauth-token\", \"kind\": \"reset-before\"}"));
        clock.add(UNTIL_RENEWAL_IS_DUE);
        tenant.callWith(signIn);
        Awaitility.await().until(() -> heard.setbacks.size() == 1);
        clock.add(Duration.ofMinutes(10));
        assertThatThrownBy(() -> tenant.callWith(signIn))
                .isInstanceOfSatisfying(NoCredential.class, failure -> {
                    assertThat(failure.isTransient()).isTrue();
                    assertThat(failure.outcomeUnknown()).isFalse();
                })
                .hasMessageContaining("can't be reached");

        // When
        tenant.azure.control().clearFaults();
        clock.add(Duration.ofMinutes(1));

        // Then
        tenant.callWith(signIn);
        assertThat(heard.mustSignIn).isEmpty();
        assertThat(signIn.state()).isInstanceOf(SignInState.SignedIn.class);
    }

    @Test
    void whatCouldNotBeKeptIsKeptLaterAndNotRedeemedAgain() {
        // Given
        tenant.azure.control().changePolicies(Map.of("refreshTokensWorkOnce", true));
        tenant.login(store);
        tenant.callWith(signIn);
        store.setUnwritable(true);
        clock.add(UNTIL_NOTHING_IS_LEFT);
        assertThatThrownBy(() -> tenant.callWith(signIn)).hasMessageContaining("can't be read from or written to");
        assertThat(tenant.redemptions()).isEqualTo(2);

        // When
        store.setUnwritable(false);
        clock.add(Duration.ofSeconds(2));
        tenant.callWith(signIn);

        // Then
        assertThat(tenant.azure.control().callCounts().get("oauth-token")).doesNotContainKey("400 invalid_grant");
        assertThat(store.saved.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aCallWithATokenThatAzureDevOpsForgotIsMadeAgainWithAnother() throws IOException {
        // Given
        tenant.login(store);
        tenant.callWith(signIn);
        TokenValue forgotten = accessTokenIn(store.load().orElseThrow());
        tenant.azure.control().expireBearerTokens();
        clock.add(Duration.ofMinutes(2));

        // When
        tenant.callWith(signIn);

        // Then
        assertThat(accessTokenIn(store.load().orElseThrow()).reveal()).isNotEqualTo(forgotten.reveal());
    }

    @Test
    void aKeptTokenIsReplacedAtOnceHoweverLatelyItWasRead() {
        // Given
        tenant.login(store);
        tenant.azure.control().expireBearerTokens();

        // When
        tenant.callWith(signIn);

        // Then
        assertThat(tenant.redemptions()).isEqualTo(2);
    }

    @Test
    void whereAKeptTokenIsRefusedAndTheSignInIsOverThatIsSaid() {
        // Given
        tenant.login(store);
        tenant.azure.control().endSignIns(Tenant.PERSON, SignInEnd.REVOKED);
        tenant.azure.control().expireBearerTokens();

        // When
        // Then
        assertThatThrownBy(() -> tenant.callWith(signIn))
                .isInstanceOf(NoCredential.class)
                .hasMessageContaining("has expired or was revoked");
    }

    @Test
    void saysThatTheSignInIsAnotherApplications() {
        // Given
        tenant.login(store);
        EntraUserSettings another = EntraUserSettings.of(tenant.azure.tenantId(), "another")
                .withAuthority(tenant.azure.secureAuthorityHost(), Optional.of(tenant.azure.certificateAuthority()));
        try (UserSignIn stranger = new UserSignIn(another, store, heard, clock)) {
            // When
            // Then
            assertThatThrownBy(() -> tenant.callWith(stranger))
                    .hasMessageContaining("none for this application")
                    .hasMessageContaining("AZURE_DEVOPS_CLIENT_ID");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "", "{}", "[]", "null"})
    void saysThatWhatIsKeptIsNoSignIn(String kept) {
        // Given
        store.save(new Cached(kept));

        // When
        // Then
        assertThatThrownBy(() -> tenant.callWith(signIn)).hasMessageContaining("./patrol login");
        assertThat(heard.mustSignIn).extracting(SignInFailure::kind).containsExactly(FailureKind.OTHER_SIGN_IN);
    }

    @Test
    void noSecretIsInWhatIsShown() {
        // Given
        tenant.login(store);
        tenant.callWith(signIn);
        Cached cached = store.load().orElseThrow();

        // When
        String shown = String.join(
                "\n",
                cached.toString(),
                cached.fingerprint(),
                signIn.toString(),
                signIn.credential().toString(),
                signIn.state().toString(),
                signIn.state().sentence(),
                heard.signedIn.toString());

        // Then
        assertThat(tenant.hasSecret(cached.reveal())).isTrue();
        assertThat(tenant.hasSecret(shown)).isFalse();
    }

    /** Gives for some reads what it had before. */
    private static final class LaggingStore implements CacheStore {
        private final CacheStore store;
        private Optional<Cached> old = Optional.empty();
        private int reads;

        private LaggingStore(CacheStore store) {
            this.store = store;
        }

        private synchronized void lagForReads(int number) {
            old = store.load();
            reads = number;
        }

        @Override
        public synchronized Optional<Cached> load() {
            return reads-- > 0 ? old : store.load();
        }

        @Override
        public void save(Cached cached) {
            store.save(cached);
        }
    }

    private static TokenValue accessTokenIn(Cached cached) throws IOException {
        return new TokenValue(Json.MAPPER
                .readTree(cached.reveal())
                .path("AccessToken")
                .elements()
                .next()
                .path("secret")
                .asText());
    }

    private static Fault fault(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Fault.class);
    }
}
