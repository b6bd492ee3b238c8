package dev.patrol.simulator.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.Credential;
import dev.patrol.simulator.RestCaller;
import dev.patrol.simulator.RestCaller.Reply;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

class AccessTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String CONNECTION_DATA = "/fabrikam/_apis/connectionData";
    private static final String PATS = "/fabrikam/_apis/tokens/pats?api-version=7.1-preview.1";

    private final MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);
    private AzureSimulator simulator;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start(
                SimulatorConfig.defaults().withClock(clock).withOrganizations("fabrikam", "contoso"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void saysWhoALivingTokenIs() {
        // Given
        UUID id = simulator
                .control()
                .seedTokens(TokenSeed.of("t", "vso.code", NOW.plus(Duration.ofDays(1)))
                        .withOwner("somebody@fabrikam.example"))
                .get(0);

        // When
        Reply reply = holder(id).get(CONNECTION_DATA);

        // Then
        assertThat(reply.status()).isEqualTo(200);
        JsonNode user = reply.json().path("authenticatedUser");
        assertThat(user.path("providerDisplayName").asText()).isEqualTo("somebody@fabrikam.example");
        assertThat(UUID.fromString(user.path("id").asText())).isNotNull();
    }

    @Test
    void saysWhenATokenFirstAuthenticated() {
        // Given
        UUID id = seeded("vso.code");
        boolean before = simulator.control().firstAuthentication(id).isPresent();

        // When
        holder(id).get(CONNECTION_DATA);
        clock.add(Duration.ofMinutes(1));
        holder(id).get(CONNECTION_DATA);

        // Then
        assertThat(before).isFalse();
        assertThat(simulator.control().firstAuthentication(id)).contains(NOW);
    }

    @Test
    void aTokenThatIsRefusedHasNotAuthenticated() {
        // Given
        UUID id = seeded("vso.code");
        RestCaller.administrator(simulator).delete(PATS + "&authorizationId=" + id);

        // When
        holder(id).get(CONNECTION_DATA);

        // Then
        assertThat(simulator.control().firstAuthentication(id)).isEmpty();
    }

    @Test
    void verificationsAreHitByTheNameOfTheTokenThatAsks() {
        // Given
        UUID meant = simulator
                .control()
                .seedTokens(TokenSeed.of("meant", "vso.code", NOW.plus(Duration.ofDays(1))))
                .get(0);
        UUID other = seeded("vso.code");
        simulator.control().addFault(Fault.status(Api.CONNECTION_DATA, 503).withTarget("meant"));

        // When
        int hit = holder(meant).get(CONNECTION_DATA).status();
        int spared = holder(other).get(CONNECTION_DATA).status();

        // Then
        assertThat(hit).isEqualTo(503);
        assertThat(spared).isEqualTo(200);
    }

    @Test
    void keepsATokenWithoutTags() {
        // Given
        UUID id = seeded("vso.code");

        // When
        simulator.control().keepUntagged(id, "by-hand");

        // Then
        assertThat(simulator.control().secret("by-hand")).singleElement().satisfies(version -> {
            assertThat(version.holds()).isEqualTo(id);
            assertThat(version.tags()).isEmpty();
        });
    }

    @Test
    void answersARevokedTokenWithAPageToSignIn() {
        // Given
        UUID id = seeded("vso.code");
        RestCaller.administrator(simulator).delete(PATS + "&authorizationId=" + id);

        // When
        Reply usual = holder(id).get(CONNECTION_DATA);
        Reply suppressed = holder(id).get(CONNECTION_DATA, "X-TFS-FedAuthRedirect", "Suppress");

        // Then
        assertThat(usual.status()).isEqualTo(203);
        assertThat(usual.header("Content-Type")).startsWith("text/html");
        assertThat(suppressed.status()).isEqualTo(401);
        assertThat(suppressed.json().path("message").asText()).startsWith("TF400813");
    }

    @Test
    void answersAnExpiredTokenByRedirectionIfThePolicySaysSo() {
        // Given
        UUID id = seeded("vso.code");
        simulator.control().changePolicies(Map.of("deadCredentialAnswer", "REDIRECT"));
        clock.add(Duration.ofDays(2));

        // When
        Reply reply = holder(id).get(CONNECTION_DATA);

        // Then
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).endsWith("/_signin");
    }

    @Test
    void refusesMissingAndUnknownCredentials() {
        // When
        Reply missing = RestCaller.anonymous(simulator.azureDevOpsUrl()).get(CONNECTION_DATA);
        Reply unknown =
                RestCaller.withToken(simulator, Credential.of("x".repeat(84))).get(CONNECTION_DATA);
        Reply unknownBearer = RestCaller.withBearer(simulator, "unknown").get(CONNECTION_DATA);

        // Then
        assertThat(missing.status()).isEqualTo(203);
        assertThat(unknown.status()).isEqualTo(203);
        assertThat(unknownBearer.status()).isEqualTo(203);
    }

    @Test
    void refusesATokenInAnOrganizationItIsNotFor() {
        // Given
        UUID id = seeded("app_token");

        // When
        Reply elsewhere = holder(id).get("/contoso/_apis/connectionData");

        // Then
        assertThat(elsewhere.status()).isEqualTo(203);
    }

    @Test
    void stopsGlobalTokensFromTheDayOfThePolicyOn() {
        // Given
        UUID id = simulator
                .control()
                .seedTokens(TokenSeed.of("t", "vso.code", NOW.plus(Duration.ofDays(60)))
                        .global())
                .get(0);
        simulator.control().changePolicies(Map.of("globalTokensStopAt", "2026-12-01T00:00:00Z"));
        Reply before = holder(id).get(CONNECTION_DATA);

        // When
        clock.add(Duration.ofDays(11));

        // Then
        assertThat(before.status()).isEqualTo(200);
        assertThat(holder(id).get(CONNECTION_DATA).status()).isEqualTo(203);
    }

    @Test
    void knowsNoOtherOrganization() {
        // When
        Reply reply = RestCaller.administrator(simulator).get("/nowhere/_apis/connectionData");

        // Then
        assertThat(reply.status()).isEqualTo(404);
    }

    @Test
    void keepsTheLifecycleForTheAdministrator() {
        // Given
        UUID id = seeded("app_token");

        // When
        Reply refused = holder(id).get(PATS);

        // Then
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("message").asText()).startsWith("TF400813");
    }

    @ParameterizedTest
    @CsvSource({
        "vso.auditlog, /fabrikam/_apis/audit/auditlog, 200",
        "vso.code, /fabrikam/_apis/audit/auditlog, 401",
        "vso.graph_manage, /fabrikam/_apis/graph/users, 200",
        "vso.code, /fabrikam/_apis/graph/users, 401",
        "vso.code, /fabrikam/_apis/git/repositories, 200",
        "vso.code_write, /fabrikam/project/_apis/git/repositories, 200",
        "vso.work, /fabrikam/_apis/git/repositories, 401",
        "app_token, /fabrikam/_apis/build/definitions, 200",
        "app_token, /fabrikam/_apis/nonsense, 404",
    })
    void letsATokenDoWhatItsScopeAllows(String scope, String path, int status) {
        // Given
        UUID id = seeded(scope);

        // When
        Reply reply = holder(id).get(path);

        // Then
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void refusesTokensAtTheLifecycleIfThePolicySaysSoAndTakesAUsersBearerToken() {
        // Given
        simulator.control().changePolicies(Map.of("lifecycleRefusesPats", true, "identityMode", "USER"));

        // When
        Reply byToken = RestCaller.administrator(simulator).get(PATS);
        Reply byBearer = RestCaller.withBearer(simulator, bearer(Authenticator.AZURE_DEVOPS))
                .get(PATS);

        // Then
        assertThat(byToken.status()).isEqualTo(401);
        assertThat(byToken.json().path("message").asText()).startsWith("TF400813");
        assertThat(byBearer.status()).isEqualTo(200);
    }

    @Test
    void sendsAManagedIdentityAwayFromTheLifecycleButNotFromTheAudit() {
        // Given
        RestCaller managedIdentity = RestCaller.withBearer(simulator, bearer(Authenticator.AZURE_DEVOPS));

        // When
        Reply lifecycle = managedIdentity.get(PATS);
        Reply audit = managedIdentity.get("/fabrikam/_apis/audit/auditlog");

        // Then
        assertThat(lifecycle.status()).isEqualTo(302);
        assertThat(audit.status()).isEqualTo(200);
    }

    @Test
    void takesABearerTokenForItsResourceOnly() {
        // When
        Reply reply = RestCaller.withBearer(simulator, bearer("https://vault.azure.net"))
                .get(CONNECTION_DATA);

        // Then
        assertThat(reply.status()).isEqualTo(203);
    }

    @Test
    void exchangesTheRefreshTokenOfTheServiceUser() {
        // When
        Reply reply = refresh(simulator.serviceUserRefreshToken().reveal(), Authenticator.AZURE_DEVOPS + "/.default");

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("expires_in").asInt()).isBetween(3590, 3600);
        RestCaller user = RestCaller.withBearer(
                simulator, reply.json().path("access_token").asText());
        assertThat(user.get(CONNECTION_DATA)
                        .json()
                        .path("authenticatedUser")
                        .path("providerDisplayName")
                        .asText())
                .isEqualTo(simulator.serviceUser());
        assertThat(user.get(PATS).status()).isEqualTo(200);
    }

    @Test
    void refusesAWrongRefreshToken() {
        // When
        Reply reply = refresh("wrong", Authenticator.AZURE_DEVOPS + "/.default");

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?resource=r", "?api-version=2019-08-01", "?api-version=2017-09-01&resource=r"})
    void wantsVersionAndResourceAtTheIdentityEndpoint(String query) {
        // When
        Reply reply = RestCaller.anonymous(URI.create(simulator.identityEndpoint() + query))
                .get("", "X-IDENTITY-HEADER", simulator.identityHeader().reveal());

        // Then
        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void wantsTheRightHeaderAtTheIdentityEndpoint() {
        // When
        Reply reply = RestCaller.anonymous(
                        URI.create(simulator.identityEndpoint() + "?api-version=2019-08-01&resource=r"))
                .get("", "X-IDENTITY-HEADER", "wrong");

        // Then
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void forgetsBearerTokensWhenTold() {
        // Given
        RestCaller caller = RestCaller.withBearer(simulator, bearer(Authenticator.AZURE_DEVOPS));
        assertThat(caller.get(CONNECTION_DATA).status()).isEqualTo(200);

        // When
        simulator.control().expireBearerTokens();

        // Then
        assertThat(caller.get(CONNECTION_DATA).status()).isEqualTo(203);
    }

    private Reply refresh(String refreshToken, String scope) {
        String form = "grant_type=refresh_token&client_id=c&refresh_token="
                + URLEncoder.encode(refreshToken, StandardCharsets.UTF_8) + "&scope="
                + URLEncoder.encode(scope, StandardCharsets.UTF_8);
        return RestCaller.anonymous(simulator.authorityHost())
                .post("/common/oauth2/v2.0/token", form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private String bearer(String resource) {
        return RestCaller.anonymous(URI.create(simulator.identityEndpoint() + "?api-version=2019-08-01&resource="
                        + URLEncoder.encode(resource, StandardCharsets.UTF_8)))
                .get("", "X-IDENTITY-HEADER", simulator.identityHeader().reveal())
                .json()
                .path("access_token")
                .asText();
    }

    private UUID seeded(String scope) {
        return simulator
                .control()
                .seedTokens(TokenSeed.of("t", scope, NOW.plus(Duration.ofDays(1))))
                .get(0);
    }

    private RestCaller holder(UUID id) {
        return RestCaller.withToken(simulator, simulator.control().valueOf(id).orElseThrow());
    }
}
