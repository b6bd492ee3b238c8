package dev.patrol.cli.weekly;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.cli.CallFailed;
import dev.patrol.cli.terminal.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The audit service over HTTP, which makes reports. */
final class AuditService {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** It reads up to 90 days of topics for a report. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final URI url;
    private final Optional<ApiKey> key;

    /** @param key empty: it wants none */
    AuditService(URI url, Optional<ApiKey> key) {
        this.url = url;
        this.key = key;
    }

    /**
     * Asks for reports; returns when they are on their topic.
     *
     * @param organization empty: of all that are looked after
     * @param to end of the seven days; empty: now
     * @throws CallFailed where it does not make them
     */
    void makeReports(Optional<String> organization, Optional<Instant> to) {
        List<String> parameters = new ArrayList<>();
        organization.ifPresent(name -> parameters.add("organization=" + URLEncoder.encode(name, UTF_8)));
        to.ifPresent(time -> parameters.add("to=" + URLEncoder.encode(time.toString(), UTF_8)));
        String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        URI endpoint = URI.create(url.toString().replaceAll("/+$", "") + "/report" + query);
        HttpResponse<byte[]> response = post(endpoint);
        if (response.statusCode() == UNAUTHORIZED) {
            throw CallFailed.because(key.map(sent -> "The audit service does not take the key in " + sent.file()
                            + ". It should be one of those in its HTTP_API_KEY_FILE.")
                    .orElse(
                            "The audit service wants a key. Put one of its HTTP_API_KEY_FILE into a file that only you can"
                                    + " read, and name that file with AUDIT_SERVICE_KEY_FILE."));
        }
        if (response.statusCode() != OK) {
            throw CallFailed.because(
                    "The audit service makes no report (" + response.statusCode() + "): " + reasonIn(response.body()));
        }
    }

    private HttpResponse<byte[]> post(URI endpoint) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint).timeout(LONGEST).POST(HttpRequest.BodyPublishers.noBody());
        key.ifPresent(sent -> request.header("Authorization", sent.authorization()));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw CallFailed.because("The audit service does not answer at " + url
                    + ". Check AUDIT_SERVICE_URL, and whether it is running.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CallFailed.because("Interrupted while the audit service made the report.");
        }
    }

    private static String reasonIn(byte[] body) {
        try {
            JsonNode reason = Json.parse(body).path("reason");
            return reason.isTextual() ? reason.asText() : "it does not say why. Look at its log.";
        } catch (IOException noJson) {
            return "it does not say why. Look at its log.";
        }
    }
}
