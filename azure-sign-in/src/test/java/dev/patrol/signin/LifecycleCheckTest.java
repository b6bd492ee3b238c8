package dev.patrol.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.azuredevops.TokenValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.MutableClock;

class LifecycleCheckTest {
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
    void aPersonalAccessTokenIsOfTheWrongKind() {
        // Given
        SignIn pat =
                new PatSignIn(new TokenValue(tenant.azure.administratorToken().reveal()));

        // When
        var refusal = LifecycleCheck.refusal(pat.way(), tenant.client(pat), "fabrikam");

        // Then
        assertThat(refusal)
                .get()
                .asString()
                .contains("fabrikam", "AZURE_DEVOPS_AUTH=pat", "AZURE_DEVOPS_AUTH=entra-user", "TF400813 says");
        tenant.azure.control().changePolicies(Map.of("lifecycleRefusesPats", false));
        assertThat(LifecycleCheck.refusal(pat.way(), tenant.client(pat), "fabrikam"))
                .isEmpty();
    }

    @Test
    void aManagedIdentityRepresentsNoUser() {
        // Given
        SignIn identity =
                new IdentitySignIn(new IdentityEndpoint(tenant.azure), SignInListener.NONE, Clock.systemUTC());

        // When
        var refusal = LifecycleCheck.refusal(identity.way(), tenant.client(identity), "fabrikam");

        // Then
        assertThat(refusal).get().asString().contains("represents no user", "./patrol login");
        assertThat(tenant.client(identity).auditActions("fabrikam", Optional.empty()))
                .isNotEmpty();
        assertThat(identity.state().ready()).isTrue();
        identity.close();
    }

    @Test
    void aSignedInUserIsTaken() {
        // Given
        InMemoryCacheStore store = new InMemoryCacheStore();
        tenant.login(store);
        try (SignIn user = tenant.user(store, SignInListener.NONE, Clock.systemUTC())) {
            // When
            var refusal = LifecycleCheck.refusal(user.way(), tenant.client(user), "fabrikam");

            // Then
            assertThat(refusal).isEmpty();
        }
    }

    @Test
    void aUserWithoutBothPermissionsIsToldWhatToCheck() {
        // Given
        InMemoryCacheStore store = new InMemoryCacheStore();
        EntraUserSettings readsOnly = tenant.settings().withPermissions(Set.of("vso.pats"));
        tenant.login(readsOnly, store);
        try (SignIn user = new UserSignIn(readsOnly, store, SignInListener.NONE, Clock.systemUTC())) {
            // When
            var refusal = LifecycleCheck.refusal(user.way(), tenant.client(user), "fabrikam");

            // Then
            assertThat(refusal).get().asString().contains("both vso.pats and vso.pats_manage", "TF400813 says");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PAT, answer 203, AZURE_DEVOPS_AUTH=pat",
        "AZURE_IDENTITY, answer 302, AZURE_DEVOPS_AUTH=azure-identity",
        "ENTRA_USER, answer 401, AZURE_DEVOPS_AUTH=entra-user",
    })
    void namesTheSettingAndExplainsTf400813OnlyWhereItWasSaid(SignInWay way, String said, String setting) {
        // When
        String words = LifecycleCheck.words(way, "fabrikam", said);

        // Then
        assertThat(words).contains(setting, "./patrol login").doesNotContain("TF400813");
        assertThat(LifecycleCheck.words(way, "fabrikam", "TF400813")).contains("TF400813 says");
    }

    @Test
    void anIdentityThatGetsNoTokenSaysWhatHelps() {
        // Given
        SignIn identity = new IdentitySignIn(
                new IdentityEndpoint(tenant.azure, "wrong"),
                SignInListener.NONE,
                MutableClock.of(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));

        // When
        // Then
        assertThatThrownBy(() -> tenant.callWith(identity))
                .hasMessageContaining("managed identity")
                .hasNoCause();
        assertThat(identity.state().mustSignIn()).isFalse();
        assertThat(identity.state().ready()).isFalse();
        identity.close();
    }
}
