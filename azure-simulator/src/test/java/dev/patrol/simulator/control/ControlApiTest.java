package dev.patrol.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.RestCaller;
import dev.patrol.simulator.RestCaller.Reply;
import dev.patrol.simulator.SimulatorConfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest {

    private static final String PATS = "/fabrikam/_apis/tokens/pats?api-version=7.1-preview.1";

    private AzureSimulator simulator;
    private RestCaller administrator;
    private RestCaller knobs;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start(SimulatorConfig.defaults().withOrganizations("fabrikam", "contoso"));
        administrator = RestCaller.administrator(simulator);
        knobs = RestCaller.anonymous(simulator.azureDevOpsUrl());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void seedsTokensThatNoRuleWouldAllow() {
        // When
        Reply reply = knobs.post("/_simulator/tokens", """
                {"organization": "contoso", "displayName": "<b>old</b> {n}\\n", "scope": "vso.code", "allOrgs": true,
                 "validFrom": "2020-01-01T00:00:00Z", "validTo": "2020-02-01T00:00:00Z",
                 "owner": "somebody@contoso.example", "count": 3}""");

        // Then
        assertThat(reply.json().path("authorizationIds")).hasSize(3);
        JsonNode tokens =
                knobs.get("/_simulator/state?organization=contoso").json().path("tokens");
        assertThat(tokens).hasSize(3).allSatisfy(token -> {
            assertThat(token.path("state").asText()).isEqualTo("EXPIRED");
            assertThat(token.path("owner").asText()).isEqualTo("somebody@contoso.example");
            assertThat(token.path("allOrgs").asBoolean()).isTrue();
        });
        assertThat(tokens.get(0).path("displayName").asText()).isEqualTo("<b>old</b> 1\n");
        assertThat(knobs.get("/_simulator/state?organization=fabrikam").json().path("tokens"))
                .isEmpty();
    }

    @Test
    void tellsWhichTokenASecretHoldsButNoValue() {
        // Given
        String id = knobs.post("/_simulator/tokens", """
                        {"displayName": "deploy-v1", "scope": "vso.code", "secretName": "deploy"}""")
                .json()
                .path("authorizationIds")
                .get(0)
                .asText();

        // When
        Reply state = knobs.get("/_simulator/state");

        // Then
        JsonNode secret = state.json().path("secrets").get(0);
        assertThat(secret.path("name").asText()).isEqualTo("deploy");
        assertThat(secret.path("holds").asText()).isEqualTo(id);
        assertThat(secret.path("latest").asBoolean()).isTrue();
        assertThat(secret.path("tags").path("authorization-id").asText()).isEqualTo(id);
        assertThat(state.text())
                .doesNotContain(simulator
                        .control()
                        .valueOf(UUID.fromString(id))
                        .orElseThrow()
                        .reveal());
    }

    @Test
    void comparesSecretsWithTokensOutOfSight() {
        // Given
        UUID first = seeded("first");
        UUID second = seeded("second");
        knobs.post("/_simulator/secrets", "{\"secretName\": \"s\", \"authorizationId\": \"" + first + "\"}");

        // When
        // Then
        assertThat(holds("s", first)).isTrue();
        assertThat(holds("s", second)).isFalse();
        assertThat(holds("none", first)).isFalse();
        knobs.post("/_simulator/secrets", "{\"secretName\": \"s\", \"authorizationId\": \"" + second + "\"}");
        assertThat(holds("s", first)).isFalse();
        assertThat(holds("s", second)).isTrue();
    }

    @Test
    void findsAValueInAPostedText() {
        // Given
        UUID id = seeded("leaked");
        String value = simulator.control().valueOf(id).orElseThrow().reveal();
        String basic = Base64.getEncoder().encodeToString((":" + value).getBytes(StandardCharsets.UTF_8));
        String noise = "nothing to see \u0000\u0001\u00ff\n".repeat(500_000);

        // When
        JsonNode clean = contains(noise);
        JsonNode leak = contains(noise + basic);

        // Then
        assertThat(clean.path("contains").asBoolean()).isFalse();
        assertThat(clean.path("authorizationId").isNull()).isTrue();
        assertThat(leak.path("contains").asBoolean()).isTrue();
        assertThat(leak.path("authorizationId").asText()).isEqualTo(id.toString());
        assertThat(leak.path("form").asText()).isEqualTo("basic");
    }

    @Test
    void tellsCallsByOutcomeAndSideEffectsInOrder() {
        // Given
        String id = administrator
                .post(PATS, "{\"displayName\": \"deploy\"}")
                .json()
                .path("patToken")
                .path("authorizationId")
                .asText();
        administrator.post(PATS, "{\"displayName\": \"\"}");
        administrator.get(PATS);

        // When
        administrator.delete(PATS + "&authorizationId=" + id);

        // Then
        JsonNode calls = knobs.get("/_simulator/calls").json();
        assertThat(calls.path("counts").path("pats-create").path("200").asInt()).isEqualTo(1);
        assertThat(calls.path("counts")
                        .path("pats-create")
                        .path("200 displayNameRequired")
                        .asInt())
                .isEqualTo(1);
        assertThat(calls.path("counts").path("pats-list").path("200").asInt()).isEqualTo(1);
        assertThat(calls.path("sideEffects"))
                .extracting(call -> call.path("api").asText())
                .containsExactly("pats-create", "pats-create", "pats-revoke");
        assertThat(calls.path("sideEffects").get(0).path("target").asText()).isEqualTo("deploy");
        assertThat(calls.path("sideEffects").get(0).path("changed").get(0).asText())
                .isEqualTo(id);
        assertThat(knobs.get("/_simulator/calls?since=2").json().path("sideEffects"))
                .hasSize(1);
        assertThat(calls.toString()).doesNotContain("JQQJ99");
    }

    @Test
    void changesSomePoliciesAndLeavesTheOthers() {
        // Given
        knobs.post("/_simulator/policies", "{\"restrictGlobal\": true}");

        // When
        JsonNode policies = knobs.post("/_simulator/policies", "{\"maximumLifespanDays\": 7}")
                .json();

        // Then
        assertThat(policies.path("restrictGlobal").asBoolean()).isTrue();
        assertThat(policies.path("maximumLifespanDays").asInt()).isEqualTo(7);
        JsonNode tenant = administrator
                .get("/fabrikam/_apis/TenantPolicy/Policies/TenantPolicy.RestrictPersonalAccessTokenLifespan")
                .json();
        assertThat(tenant.path("value").asBoolean()).isTrue();
        assertThat(tenant.path("properties").path("MaxPatLifespanInDays").asText())
                .isEqualTo("7");
        assertThat(knobs.delete("/_simulator/policies")
                        .json()
                        .path("restrictGlobal")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tokens | {}",
                "tokens | {\"displayName\": \"a\", \"count\": 0}",
                "tokens | {\"displayName\": \"a\", \"validTo\": \"soon\"}",
                "tokens | {\"displayName\": \"a\", \"organization\": \"nowhere\"}",
                "tokens | {\"displayName\": \"a\", \"secretName\": \"not a name\"}",
                "tokens | {\"displayName\": \"a\", \"count\": 2, \"secretName\": \"same\"}",
                "tokens | {\"displayName\": \"a\", \"unknown\": 1}",
                "tokens | not JSON",
                "faults | {\"api\": \"nonsense\", \"kind\": \"hang\"}",
                "latency | {\"api\": \"nonsense\", \"millis\": 1}",
                "latency | {\"api\": \"audit\"}",
                "latency | {\"api\": \"audit\", \"millis\": -1}",
                "audit-entries | {\"actionId\": \"A.B\"}",
                "audit-entries | {\"organization\": \"nowhere\", \"actionId\": \"A.B\"}",
                "policies | {\"unknown\": 1}",
                "policies | {\"graphPageSize\": 0}",
                "policies | {\"identityMode\": \"NOBODY\"}",
                "policies | []",
                "users | {\"principalNames\": []}",
                "assertions/secret-holds-token | {\"secretName\": \"a\"}",
                "assertions/secret-holds-token | {\"secretName\": \"a\", \"authorizationId\": \"nonsense\"}",
                "secrets | {\"secretName\": \"a\", \"authorizationId\": \"00000000-0000-0000-0000-000000000001\"}",
            })
    void answersNonsenseWithASentence(String knob, String body) {
        // When
        Reply reply = knobs.post("/_simulator/" + knob, body);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asText()).matches("(?s)\\S.{15,}");
        assertThat(reply.json().path("message").asText()).doesNotContain("Exception", "dev.patrol", "com.fasterxml");
    }

    @Test
    void saysThatAKnobDoesNotExist() {
        // When
        Reply reply = knobs.get("/_simulator/nonsense");

        // Then
        assertThat(reply.status()).isEqualTo(404);
    }

    private UUID seeded(String name) {
        return UUID.fromString(knobs.post("/_simulator/tokens", "{\"displayName\": \"" + name + "\"}")
                .json()
                .path("authorizationIds")
                .get(0)
                .asText());
    }

    private boolean holds(String secretName, UUID authorizationId) {
        return knobs.post(
                        "/_simulator/assertions/secret-holds-token",
                        "{\"secretName\": \"" + secretName + "\", \"authorizationId\": \"" + authorizationId + "\"}")
                .json()
                .path("holds")
                .asBoolean();
    }

    private JsonNode contains(String text) {
        Reply reply = knobs.post("/_simulator/assertions/contains-token-value", text);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }
}
