package dev.patrol.benchmarks.incidents;

import dev.patrol.benchmarks.harness.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Revokes as a script does: a request for each token, one after the other. */
final class OneByOne {
    private static final int OK = 200;
    private static final int DONE = 204;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Site site;

    OneByOne(Site site) {
        this.site = site;
    }

    /** As the token's owner. */
    void revoke(UUID authorizationId) {
        send(request("tokens/pats?api-version=7.1-preview.1&authorizationId=" + authorizationId)
                .DELETE());
    }

    /** As an administrator, whosever token it is. */
    void revokeAsAdministrator(UUID authorizationId) {
        String body = "[{\"authorizationId\": \"" + authorizationId + "\"}]";
        send(request("tokenadmin/revocations?isPublic=false&api-version=7.1")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        String administrator = ":" + site.azure().administratorToken().reveal();
        return HttpRequest.newBuilder(
                        URI.create(site.azure().azureDevOpsUrl() + "/" + site.organization() + "/_apis/" + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(administrator.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(HttpRequest.Builder request) {
        try {
            HttpResponse<Void> response = http.send(request.build(), BodyHandlers.discarding());
            if (response.statusCode() != OK && response.statusCode() != DONE) {
                throw new IllegalStateException("The revocation was answered " + response.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
