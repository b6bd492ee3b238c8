package dev.patrol.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Calls the simulator as a client would, with one credential. */
public final class RestCaller {

    /** What came back. */
    public record Reply(int status, HttpHeaders headers, byte[] body) {

        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        @Override
        public String toString() {
            return "Reply " + status;
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String authorization;

    private RestCaller(URI base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    public static RestCaller administrator(AzureSimulator simulator) {
        return withToken(simulator, simulator.administratorToken());
    }

    public static RestCaller withToken(AzureSimulator simulator, Credential token) {
        String pair = ":" + token.reveal();
        return new RestCaller(
                simulator.azureDevOpsUrl(),
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    public static RestCaller withBearer(AzureSimulator simulator, String token) {
        return new RestCaller(simulator.azureDevOpsUrl(), "Bearer " + token);
    }

    public static RestCaller anonymous(URI base) {
        return new RestCaller(base, null);
    }

    public Reply get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Reply delete(String path) {
        return send(request(path).DELETE());
    }

    public Reply post(String path, String body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    public Reply put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    public CompletableFuture<Reply> postLater(String path, String body) {
        return http.sendAsync(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofByteArray())
                .thenApply(RestCaller::reply);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private Reply send(HttpRequest.Builder builder) {
        try {
            return reply(http.send(builder.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }
}
