package dev.patrol.simulator.identity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/**
 * Takes tokens from the identity endpoint without environment variables, which {@code DefaultAzureCredential} would
 * need to be those of the whole process. For programs that bring Azure's SDK; the simulator itself has no use for it.
 */
public final class IdentityEndpointCredential implements TokenCredential {

    private final AzureSimulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();

    public IdentityEndpointCredential(AzureSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext context) {
        String scope = context.getScopes().get(0);
        String resource = scope.substring(0, scope.lastIndexOf('/'));
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.identityEndpoint()
                        + "?api-version=2019-08-01&resource="
                        + URLEncoder.encode(resource, StandardCharsets.UTF_8)))
                .header("X-IDENTITY-HEADER", simulator.identityHeader().reveal())
                .build();
        return Mono.fromFuture(http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
                .map(response -> token(response.body()));
    }

    private static AccessToken token(byte[] body) {
        try {
            var json = Json.MAPPER.readTree(body);
            Instant expires = Instant.ofEpochSecond(json.path("expires_on").asLong());
            return new AccessToken(json.path("access_token").asText(), expires.atOffset(ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
