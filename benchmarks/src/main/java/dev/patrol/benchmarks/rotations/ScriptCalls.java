package dev.patrol.benchmarks.rotations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.Credential;
import dev.patrol.simulator.TrustedCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** A rotation as a script does it: create, store, see it authenticate, revoke. */
final class ScriptCalls {
    private static final Duration VALIDITY = Duration.ofDays(30);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;
    private final AzureSimulator azure;
    private final Credential vaultToken;

    private ScriptCalls(HttpClient http, AzureSimulator azure) throws IOException, InterruptedException {
        this.http = http;
        this.azure = azure;
        JsonNode issued = send(HttpRequest.newBuilder(URI.create(
                        azure.identityEndpoint() + "?api-version=2019-08-01&resource=https://vault.azure.net"))
                .header("X-IDENTITY-HEADER", azure.identityHeader().reveal())
                .build());
        this.vaultToken = Credential.of(issued.path("access_token").asText());
    }

    /** Signs in. */
    static ScriptCalls of(AzureSimulator azure) {
        try {
            return new ScriptCalls(
                    HttpClient.newBuilder()
                            .sslContext(TrustedCertificate.sslContext(azure.certificateAuthority()))
                            .build(),
                    azure);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether the token has a successor and is revoked; anything else is an exception. */
    boolean rotate(Token token) throws IOException, InterruptedException {
        Credential successor = create(token);
        store(token, successor);
        send(HttpRequest.newBuilder(azureDevOps(token, "connectionData"))
                .header("Authorization", basic(successor))
                .build());
        send(HttpRequest.newBuilder(azureDevOps(
                        token, "tokens/pats?api-version=7.1-preview.1&authorizationId=" + token.authorizationId()))
                .header("Authorization", basic(azure.administratorToken()))
                .DELETE()
                .build());
        return true;
    }

    private Credential create(Token token) throws IOException, InterruptedException {
        JsonNode issued = send(HttpRequest.newBuilder(azureDevOps(token, "tokens/pats?api-version=7.1-preview.1"))
                .header("Authorization", basic(azure.administratorToken()))
                .header("Content-Type", "application/json")
                .POST(body(Map.of(
                        "displayName", token.successorName(),
                        "scope", String.join(" ", token.scopes()),
                        "validTo", Instant.now().plus(VALIDITY).toString(),
                        "allOrgs", false)))
                .build());
        return Credential.of(issued.path("patToken").path("token").asText());
    }

    private void store(Token token, Credential successor) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(
                        URI.create(azure.keyVaultUrl() + "/secrets/" + token.secretName() + "?api-version=7.4"))
                .header("Authorization", "Bearer " + vaultToken.reveal())
                .header("Content-Type", "application/json")
                .PUT(body(Map.of("value", successor.reveal())))
                .build());
    }

    private URI azureDevOps(Token token, String path) {
        return URI.create(azure.azureDevOpsUrl() + "/" + token.organization() + "/_apis/" + path);
    }

    private HttpRequest.BodyPublisher body(Map<String, ?> fields) throws IOException {
        return BodyPublishers.ofString(json.writeValueAsString(fields));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200 && response.statusCode() != 204) {
            throw new IOException(
                    request.method() + " " + request.uri().getPath() + " answered " + response.statusCode());
        }
        return json.readTree(response.body());
    }

    private static String basic(Credential token) {
        return "Basic " + Base64.getEncoder().encodeToString((":" + token.reveal()).getBytes(StandardCharsets.UTF_8));
    }
}
