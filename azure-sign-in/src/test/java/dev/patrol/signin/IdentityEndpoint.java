package dev.patrol.signin;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** A managed identity's tokens without the environment of the process, which {@code DefaultAzureCredential} goes by. */
final class IdentityEndpoint implements TokenCredential {
    private final AzureSimulator azure;
    private final String header;

    IdentityEndpoint(AzureSimulator azure) {
        this(azure, azure.identityHeader().reveal());
    }

    IdentityEndpoint(AzureSimulator azure, String header) {
        this.azure = azure;
        this.header = header;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext context) {
        return Mono.fromCallable(() -> issued(context.getScopes().get(0).replaceFirst("/\\.default$", "")));
    }

    private AccessToken issued(String resource) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(azure.identityEndpoint() + "?api-version=2019-08-01&resource=" + resource))
                .header("X-IDENTITY-HEADER", header)
                .build();
        try {
            JsonNode json = Json.MAPPER.readTree(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
            if (!json.has("access_token")) {
                throw new IllegalStateException("Refused, with " + header);
            }
            return new AccessToken(
                    json.path("access_token").asText(),
                    Instant.ofEpochSecond(json.path("expires_on").asLong()).atOffset(ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
