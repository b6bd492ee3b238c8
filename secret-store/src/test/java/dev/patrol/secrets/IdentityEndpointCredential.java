package dev.patrol.secrets;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.simulator.AzureSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** Takes tokens from the simulator's identity endpoint, which {@code DefaultAzureCredential} finds by the environment only. */
final class IdentityEndpointCredential implements TokenCredential {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AzureSimulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();

    IdentityEndpointCredential(AzureSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext context) {
        String resource = context.getScopes().get(0).replaceAll("/\\.default$", "");
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.identityEndpoint()
                        + "?api-version=2019-08-01&resource="
                        + URLEncoder.encode(resource, StandardCharsets.UTF_8)))
                .header("X-IDENTITY-HEADER", simulator.identityHeader().reveal())
                .build();
        return Mono.fromFuture(http.sendAsync(request, BodyHandlers.ofByteArray()))
                .map(response -> token(response.body()));
    }

    private static AccessToken token(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            Instant expires = Instant.ofEpochSecond(json.path("expires_on").asLong());
            return new AccessToken(json.path("access_token").asText(), expires.atOffset(ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
