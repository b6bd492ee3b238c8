package dev.patrol.simulator.pats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.RestCaller;
import dev.patrol.simulator.RestCaller.Reply;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.tenant.Organization;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

class PatApiTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String PATS = "/fabrikam/_apis/tokens/pats?api-version=7.1-preview.1";

    private final MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);
    private AzureSimulator simulator;
    private RestCaller administrator;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start(
                SimulatorConfig.defaults().withClock(clock).withOrganizations("fabrikam", "contoso"));
        administrator = RestCaller.administrator(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void givesTheValueAtCreationAndNeverAgain() {
        // When
        Reply created = administrator.post(PATS, """
                {"displayName": "new_token", "scope": "vso.code", "validTo": "2026-12-01T23:46:23.319Z", "allOrgs": false}""");

        // Then
        assertThat(created.status()).isEqualTo(200);
        JsonNode token = created.json().path("patToken");
        assertThat(created.json().path("patTokenError").asText()).isEqualTo("none");
        assertThat(token.path("token").asText().length()).isEqualTo(84);
        assertThat(token.path("validTo").asText()).isEqualTo("2026-12-01T23:46:23.32Z");
        assertThat(token.path("validFrom").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(token.path("targetAccounts").get(0).asText())
                .isEqualTo(Organization.named("fabrikam").id().toString());
        JsonNode got = administrator
                .get(PATS + "&authorizationId=" + token.path("authorizationId").asText())
                .json();
        assertThat(got.path("patToken").path("displayName").asText()).isEqualTo("new_token");
        assertThat(got.path("patToken").has("token")).isTrue();
        assertThat(got.path("patToken").path("token").isNull()).isTrue();
        JsonNode listed = administrator.get(PATS).json().path("patTokens");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("token").isNull()).isTrue();
    }

    @Test
    void makesATokenForAllOrganizationsWithoutTargetAccounts() {
        // When
        Reply created = administrator.post(PATS, "{\"displayName\": \"global\", \"allOrgs\": true}");

        // Then
        JsonNode token = created.json().path("patToken");
        assertThat(token.has("targetAccounts")).isTrue();
        assertThat(token.path("targetAccounts").isNull()).isTrue();
        assertThat(token.path("scope").asText()).isEqualTo("app_token");
        RestCaller holder = RestCaller.withToken(
                simulator,
                simulator
                        .control()
                        .valueOf(UUID.fromString(token.path("authorizationId").asText()))
                        .orElseThrow());
        assertThat(holder.get("/contoso/_apis/connectionData").status()).isEqualTo(200);
    }

    @Test
    void reportsABusinessRefusalInTheBodyOfA200() {
        // When
        Reply refused = administrator.post(PATS, "{\"displayName\": \"a\", \"scope\": \"vso.nonsense\"}");

        // Then
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.json().path("patToken").isNull()).isTrue();
        assertThat(refused.json().path("patTokenError").asText()).isEqualTo("invalidScope");
        assertThat(refused.json().has("patTokenErrorMessage")).isFalse();
        assertThat(simulator.control().tokens()).isEmpty();
    }

    @Test
    void explainsARefusalSinceVersion72() {
        // When
        Reply refused =
                administrator.post("/fabrikam/_apis/tokens/pats?api-version=7.2-preview.1", "{\"displayName\": \"\"}");

        // Then
        assertThat(refused.json().path("patTokenErrorMessage").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "", "{\"displayName\": 7}", "{\"displayName\": \"a\", \"validTo\": \"tomorrow\"}"})
    void answersAMalformedBodyWithTheStandardEnvelope(String body) {
        // When
        Reply refused = administrator.post(PATS, body);

        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("message").asText()).startsWith("TF400898");
        assertThat(refused.json().path("typeKey").asText()).isEqualTo("JsonReaderException");
    }

    @Test
    void wantsAVersionOnWritingCallsAndThePreviewMarkOnAll() {
        // When
        Reply withoutVersion = administrator.post("/fabrikam/_apis/tokens/pats", "{\"displayName\": \"a\"}");
        Reply withoutMark = administrator.get("/fabrikam/_apis/tokens/pats?api-version=7.1");
        Reply readWithoutVersion = administrator.get("/fabrikam/_apis/Tokens/Pats");

        // Then
        assertThat(withoutVersion.status()).isEqualTo(400);
        assertThat(withoutMark.status()).isEqualTo(400);
        assertThat(readWithoutVersion.status()).isEqualTo(200);
    }

    @Test
    void pagesByAHundredToAnEmptyContinuationToken() {
        // Given
        simulator
                .control()
                .seedTokens(TokenSeed.of("token ÄÖ {n}", "vso.code", NOW.plus(Duration.ofDays(1)))
                        .withCount(250));

        // When
        List<Integer> sizes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        String continuation = "";
        do {
            JsonNode page = administrator
                    .get(PATS + "&displayFilterOption=active&sortByOption=displayName&isSortAscending=true"
                            + "&continuationToken=" + URLEncoder.encode(continuation, StandardCharsets.UTF_8))
                    .json();
            sizes.add(page.path("patTokens").size());
            page.path("patTokens")
                    .forEach(token -> ids.add(token.path("authorizationId").asText()));
            continuation = page.path("continuationToken").asText();
        } while (!continuation.isEmpty());

        // Then
        assertThat(sizes).containsExactly(100, 100, 50);
        assertThat(ids).hasSize(250).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&$top=101",
                "&$top=0",
                "&displayFilterOption=dead",
                "&sortByOption=scope",
                "&continuationToken=x"
            })
    void refusesNonsenseInTheQueryOfAList(String query) {
        // When
        Reply refused = administrator.get(PATS + query.replace("$", "%24"));

        // Then
        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void listsTheCallersOwnTokensOfTheOrganizationOnly() {
        // Given
        TokenSeed seed = TokenSeed.of("mine", "vso.code", NOW.plus(Duration.ofDays(1)));
        simulator.control().seedTokens(seed);
        simulator.control().seedTokens(seed.withOwner("somebody@fabrikam.example"));
        simulator.control().seedTokens(seed.withOrganization("contoso"));

        // When
        JsonNode listed = administrator.get(PATS).json().path("patTokens");

        // Then
        assertThat(listed).hasSize(1);
    }

    @Test
    void showsATokenAsExpiredFromItsEndOn() {
        // Given
        simulator.control().seedTokens(TokenSeed.of("short", "vso.code", NOW.plus(Duration.ofHours(1))));

        // When
        clock.add(Duration.ofHours(1));

        // Then
        assertThat(administrator
                        .get(PATS + "&displayFilterOption=active")
                        .json()
                        .path("patTokens"))
                .isEmpty();
        assertThat(administrator
                        .get(PATS + "&displayFilterOption=expired")
                        .json()
                        .path("patTokens"))
                .hasSize(1);
    }

    @Test
    void revokesAndStaysSo() {
        // Given
        UUID id = seeded("doomed");

        // When
        Reply first = administrator.delete(PATS + "&authorizationId=" + id);
        Reply again = administrator.delete(PATS + "&authorizationId=" + id);

        // Then
        assertThat(first.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(204);
        assertThat(simulator.control().token(id).orElseThrow().state()).isEqualTo(PatStatus.REVOKED);
        assertThat(simulator.control().sideEffects(0))
                .extracting(call -> call.changed().size())
                .containsExactly(1, 0);
    }

    @Test
    void saysOfAnUnknownTokenThatItIsUnknown() {
        // When
        Reply got = administrator.get(PATS + "&authorizationId=" + UUID.randomUUID());
        Reply updated = administrator.put(PATS, "{\"authorizationId\": \"" + UUID.randomUUID() + "\"}");
        Reply revoked = administrator.delete(PATS + "&authorizationId=" + UUID.randomUUID());
        Reply nonsense = administrator.delete(PATS + "&authorizationId=nonsense");

        // Then
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json().path("patTokenError").asText()).isEqualTo("authorizationNotFound");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.json().path("patTokenError").asText()).isEqualTo("authorizationNotFound");
        assertThat(revoked.status()).isEqualTo(404);
        assertThat(nonsense.status()).isEqualTo(400);
    }

    @Test
    void updatesNameScopeAndExpiry() {
        // Given
        UUID id = seeded("before");

        // When
        Reply updated = administrator.put(PATS, """
                {"authorizationId": "%s", "displayName": "after", "scope": "vso.work",
                 "validTo": "2027-01-01T00:00:00Z", "allOrgs": true}""".formatted(id));

        // Then
        JsonNode token = updated.json().path("patToken");
        assertThat(token.path("displayName").asText()).isEqualTo("after");
        assertThat(token.path("scope").asText()).isEqualTo("vso.work");
        assertThat(token.path("validTo").asText()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(token.path("targetAccounts").isNull()).isTrue();
        assertThat(token.path("token").isNull()).isTrue();
    }

    private UUID seeded(String name) {
        return simulator
                .control()
                .seedTokens(TokenSeed.of(name, "vso.code", NOW.plus(Duration.ofDays(1))))
                .get(0);
    }
}
