package dev.patrol.simulator.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.HttpClients;
import dev.patrol.simulator.RestCaller;
import dev.patrol.simulator.TrustedCertificate;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.faults.FaultKind;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vault's answers as they are on the wire. */
class VaultApiTest {

    private AzureSimulator simulator;
    private HttpClient http;
    private String bearer;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start();
        http = HttpClients.http11(TrustedCertificate.sslContext(simulator.certificateAuthority()));
        bearer = bearer("https://vault.azure.net");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void challengesWhoShowsNoToken() throws Exception {
        // When
        HttpResponse<String> reply = send("GET", "/secrets/s?api-version=7.5", null, null);

        // Then
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(challenge -> assertThat(challenge)
                .matches("Bearer authorization=\"https://login\\.microsoftonline\\.com/[0-9a-f-]{36}\","
                        + " resource=\"https://vault\\.azure\\.net\""));
        assertThat(json(reply).path("error").path("code").asText()).isEqualTo("Unauthorized");
    }

    @Test
    void challengesWhoShowsATokenOfAnotherResource() throws Exception {
        // When
        HttpResponse<String> reply =
                send("GET", "/secrets/s?api-version=7.5", null, bearer("499b84ac-1321-427f-aa17-267ca6975798"));

        // Then
        assertThat(reply.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"under_score", "a.b", "%C3%A4", "with%20blank"})
    void refusesNamesThatAreNone(String name) throws Exception {
        // When
        HttpResponse<String> reply = set(name, "{\"value\": \"v\"}");

        // Then
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply).path("error").path("code").asText()).isEqualTo("BadParameter");
    }

    @Test
    void takesNamesOf127CharactersAndNoMore() throws Exception {
        // When
        HttpResponse<String> longest = set("n".repeat(127), "{\"value\": \"v\"}");
        HttpResponse<String> tooLong = set("n".repeat(128), "{\"value\": \"v\"}");

        // Then
        assertThat(longest.statusCode()).isEqualTo(200);
        assertThat(tooLong.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"25600, 0, 1, 200", "25601, 0, 1, 400", "1, 15, 256, 200", "1, 16, 1, 400", "1, 1, 257, 400"})
    void keepsTheLimitsOfValuesAndTags(int valueLength, int tags, int tagLength, int status) throws Exception {
        // Given
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("value", "v".repeat(valueLength));
        ObjectNode tagsNode = body.putObject("tags");
        IntStream.range(0, tags).forEach(n -> tagsNode.put("tag" + n, "t".repeat(tagLength)));

        // When
        HttpResponse<String> reply = set("limits", body.toString());

        // Then
        assertThat(reply.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "{}", "{\"value\": 1}", "{\"value\": \"v\", \"attributes\": {\"exp\": \"soon\"}}"})
    void refusesBodiesThatMakeNoSense(String body) throws Exception {
        // When
        HttpResponse<String> reply = set("body", body);

        // Then
        assertThat(reply.statusCode()).isEqualTo(400);
    }

    @Test
    void saysOfADeletedNameThatItIsDeletedButRecoverable() throws Exception {
        // Given
        set("gone", "{\"value\": \"v\"}");
        send("DELETE", "/secrets/gone?api-version=7.5", null, bearer);

        // When
        HttpResponse<String> reply = set("GONE", "{\"value\": \"v\"}");

        // Then
        assertThat(reply.statusCode()).isEqualTo(409);
        JsonNode error = json(reply).path("error");
        assertThat(error.path("code").asText()).isEqualTo("Conflict");
        assertThat(error.path("innererror").path("code").asText()).isEqualTo("ObjectIsDeletedButRecoverable");
    }

    @Test
    void pagesByNextLinkThroughDeletedSecretsToo() throws Exception {
        // Given
        for (int n = 0; n < 30; n++) {
            set("d-" + n, "{\"value\": \"v\"}");
            send("DELETE", "/secrets/d-" + n + "?api-version=7.5", null, bearer);
        }

        // When
        List<String> names = new ArrayList<>();
        String next = simulator.keyVaultUrl() + "/deletedsecrets?api-version=7.5&maxresults=7";
        while (next != null) {
            JsonNode page = json(http.send(request("GET", URI.create(next), null, bearer), BodyHandlers.ofString()));
            page.path("value").forEach(item -> names.add(item.path("id").asText()));
            next = page.path("nextLink").textValue();
        }

        // Then
        assertThat(names).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void refusesPagesBeyondTheLimit() throws Exception {
        // When
        HttpResponse<String> reply = send("GET", "/secrets?api-version=7.5&maxresults=26", null, bearer);

        // Then
        assertThat(reply.statusCode()).isEqualTo(400);
    }

    @Test
    void throttlesByPolicy() throws Exception {
        // Given
        simulator
                .control()
                .changePolicies(Map.of(
                        "vaultAllowance",
                        Map.of("requests", 2, "windowMillis", 10_000, "delayed", 0, "delayMillis", 0)));
        set("s", "{\"value\": \"v\"}");
        set("s", "{\"value\": \"v\"}");

        // When
        HttpResponse<String> reply = set("s", "{\"value\": \"v\"}");

        // Then
        assertThat(reply.statusCode()).isEqualTo(429);
        assertThat(reply.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 10L);
        assertThat(json(reply).path("error").path("code").asText()).isEqualTo("Throttled");
        assertThat(simulator.control().secret("s")).hasSize(2);
    }

    @Test
    void losesTheAnswerToASetThatWasDone() throws Exception {
        // Given
        simulator
                .control()
                .addFault(Fault.of(Api.SECRET_SET, FaultKind.RESET_AFTER)
                        .withTarget("lost")
                        .withTimes(1));
        set("other", "{\"value\": \"v\"}");

        // When
        // Then
        assertThatThrownBy(() -> set("lost", "{\"value\": \"v\"}")).isInstanceOf(IOException.class);
        assertThat(simulator.control().secret("lost")).hasSize(1);
    }

    @Test
    void answersAFaultInTheShapeOfTheVault() throws Exception {
        // Given
        simulator.control().addFault(Fault.status(Api.SECRET_SET, 503));

        // When
        HttpResponse<String> reply = set("s", "{\"value\": \"v\"}");

        // Then
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(json(reply).path("error").path("code").asText()).isEqualTo("ServiceUnavailable");
        assertThat(simulator.control().secrets()).isEmpty();
    }

    private HttpResponse<String> set(String name, String body) throws IOException, InterruptedException {
        return send("PUT", "/secrets/" + name + "?api-version=7.5", body, bearer);
    }

    private HttpResponse<String> send(String method, String path, String body, String token)
            throws IOException, InterruptedException {
        return http.send(
                request(method, URI.create(simulator.keyVaultUrl() + path), body, token), BodyHandlers.ofString());
    }

    private static HttpRequest request(String method, URI uri, String body, String token) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return token == null
                ? builder.build()
                : builder.header("Authorization", "Bearer " + token).build();
    }

    private String bearer(String resource) {
        return RestCaller.anonymous(
                        URI.create(simulator.identityEndpoint() + "?api-version=2019-08-01&resource=" + resource))
                .get("", "X-IDENTITY-HEADER", simulator.identityHeader().reveal())
                .json()
                .path("access_token")
                .asText();
    }

    private static JsonNode json(HttpResponse<String> reply) throws IOException {
        return Json.MAPPER.readTree(reply.body());
    }
}
