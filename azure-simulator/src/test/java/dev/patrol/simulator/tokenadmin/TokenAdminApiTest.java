package dev.patrol.simulator.tokenadmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.RestCaller;
import dev.patrol.simulator.RestCaller.Reply;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.simulator.tenant.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAdminApiTest {

    private static final String OWNER = "owner@fabrikam.example";
    private static final String LIST =
            "/fabrikam/_apis/tokenadmin/personalaccesstokens/" + User.of(OWNER).descriptor();
    private static final String REVOCATIONS = "/fabrikam/_apis/tokenadmin/revocations?api-version=7.1";
    private static final String RULES = "/fabrikam/_apis/tokenadmin/revocationrules?api-version=7.1";

    private AzureSimulator simulator;
    private RestCaller administrator;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start();
        administrator = RestCaller.administrator(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void pagesThroughTheTokensOfAnyUserToANullContinuationToken() {
        // Given
        List<UUID> ids = seeded(45, "vso.code");

        // When
        List<String> listed = new ArrayList<>();
        List<UUID> continuations = new ArrayList<>();
        JsonNode continuation;
        String query = "?pageSize=20";
        do {
            JsonNode page = administrator.get(LIST + query).json();
            page.path("value")
                    .forEach(token -> listed.add(token.path("authorizationId").asText()));
            continuation = page.path("continuationToken");
            if (!continuation.isNull()) {
                continuations.add(UUID.fromString(continuation.asText()));
            }
            query = "?pageSize=20&continuationToken="
                    + URLEncoder.encode(continuation.asText(), StandardCharsets.UTF_8);
        } while (!continuation.isNull());

        // Then
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(UUID::toString).toList());
        assertThat(continuations).hasSize(2);
    }

    @Test
    void showsStateButNoValueAndTimesWithoutOffset() {
        // Given
        UUID id = seeded(1, "vso.code").get(0);
        administrator.post(REVOCATIONS, "[{\"authorizationId\": \"" + id + "\"}]");

        // When
        JsonNode token = administrator.get(LIST).json().path("value").get(0);

        // Then
        assertThat(token.path("isValid").asBoolean()).isFalse();
        assertThat(token.path("token").isNull()).isTrue();
        assertThat(token.path("validTo").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?");
        assertThat(token.path("userId").asText()).isEqualTo(User.of(OWNER).id().toString());
    }

    @Test
    void revokesManyAtOnce() {
        // Given
        List<UUID> ids = seeded(990, "vso.code");

        // When
        Reply reply = administrator.post(
                REVOCATIONS,
                ids.stream()
                        .map(id -> "{\"authorizationId\": \"" + id + "\"}")
                        .collect(Collectors.joining(",", "[", "]")));

        // Then
        assertThat(reply.status()).isEqualTo(204);
        assertThat(simulator.control().tokens()).allMatch(token -> token.state() == PatStatus.REVOKED);
        assertThat(simulator.control().sideEffects(0)).singleElement().satisfies(call -> assertThat(call.changed())
                .hasSize(990));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[{}]", "[{\"authorizationId\": \"ID\"}, {\"authorizationId\": \"nonsense\"}]"})
    void revokesNothingOfAListThatIsNotWellFormed(String body) {
        // Given
        UUID id = seeded(1, "vso.code").get(0);

        // When
        Reply reply = administrator.post(REVOCATIONS, body.replace("ID", id.toString()));

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(simulator.control().token(id).orElseThrow().state()).isEqualTo(PatStatus.ALIVE);
    }

    @Test
    void refusesAListBeyondTheLimitOfTheServer() {
        // Given
        simulator.control().changePolicies(Map.of("revocationBatchLimit", 1));
        String item = "{\"authorizationId\": \"" + UUID.randomUUID() + "\"}";

        // When
        Reply one = administrator.post(REVOCATIONS, "[" + item + "]");
        Reply two = administrator.post(REVOCATIONS, "[" + item + "," + item + "]");

        // Then
        assertThat(one.status()).isEqualTo(204);
        assertThat(two.status()).isEqualTo(400);
    }

    @Test
    void revokesByRuleWhatHasOneOfTheScopes() {
        // Given
        UUID code = seeded(1, "vso.code vso.build").get(0);
        UUID work = seeded(1, "vso.work").get(0);

        // When
        Reply reply = administrator.post(RULES, "{\"scopes\": \"vso.code vso.packaging\"}");

        // Then
        assertThat(reply.status()).isEqualTo(201);
        assertThat(simulator.control().token(code).orElseThrow().state()).isEqualTo(PatStatus.REVOKED);
        assertThat(simulator.control().token(work).orElseThrow().state()).isEqualTo(PatStatus.ALIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"scopes\": \"\"}", "{\"scopes\": \"vso.code\", \"createdBefore\": \"once\"}"})
    void refusesARuleThatMakesNoSense(String rule) {
        // When
        Reply reply = administrator.post(RULES, rule);

        // Then
        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void knowsNeitherStrangersNorNonsense() {
        // When
        Reply stranger = administrator.get("/fabrikam/_apis/tokenadmin/personalaccesstokens/aad.c3RyYW5nZXI");
        Reply nonsense = administrator.get("/fabrikam/_apis/tokenadmin/personalaccesstokens/nonsense");

        // Then
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(nonsense.status()).isEqualTo(400);
    }

    private List<UUID> seeded(int count, String scope) {
        return simulator
                .control()
                .seedTokens(TokenSeed.of("token", scope, Instant.now().plus(Duration.ofDays(1)))
                        .withValidFrom(Instant.now().minus(Duration.ofDays(1)))
                        .withOwner(OWNER)
                        .withCount(count));
    }
}
