package dev.patrol.rotator.rotation;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.test.AzureResource;
import jakarta.inject.Singleton;
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

/** Asks the simulator's identity endpoint, which DefaultAzureCredential finds by environment variables only. */
@Singleton
final class IdentityEndpointCredential implements TokenCredential {
    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext context) {
        AzureSimulator azure = AzureResource.simulator();
        String scope = context.getScopes().get(0);
        String resource = URLEncoder.encode(scope.replaceAll("/\\.default$", ""), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(azure.identityEndpoint() + "?api-version=2019-08-01&resource=" + resource))
                .header("X-IDENTITY-HEADER", azure.identityHeader().reveal())
                .build();
        return Mono.fromFuture(() -> http.sendAsync(request, BodyHandlers.ofString()))
                .map(response -> read(response.body()));
    }

    private static AccessToken read(String body) {
        try {
            JsonNode json = new ObjectMapper().readTree(body);
            return new AccessToken(
                    json.path("access_token").asText(),
                    Instant.ofEpochSecond(json.path("expires_on").asLong()).atOffset(ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
