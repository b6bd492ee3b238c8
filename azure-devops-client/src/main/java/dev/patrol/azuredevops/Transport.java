package dev.patrol.azuredevops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.azuredevops.AzureDevOpsException.Forbidden;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sends requests and turns every answer that is no success into its type. All HTTP of this module passes here. */
final class Transport {
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int LONGEST_QUOTE = 300;
    private static final Pattern TOKEN_LIKE =
            Pattern.compile("[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}|(?<![A-Za-z0-9])[2-7a-z]{52}(?![A-Za-z0-9])");

    private final HttpClient http;
    private final ObjectMapper mapper;
    private final Duration requestTimeout;

    Transport(ClientSettings settings, ObjectMapper mapper) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.mapper = mapper;
        this.requestTimeout = settings.requestTimeout();
    }

    /** The JSON that came back, or an empty answer where the success has no body. */
    Answer send(Call call, Credential credential) {
        HttpResponse<String> response = exchange(call, credential);
        int status = response.statusCode();
        if (status == NO_CONTENT || (isSuccess(status) && response.body().isBlank())) {
            return new Answer(Optional.empty(), response.headers());
        }
        if (status == UNAUTHORIZED || isSignInPage(response)) {
            throw new Unauthorized(call + ": " + refusal(response));
        }
        if (isSuccess(status)) {
            return new Answer(Optional.of(parse(call, response.body())), response.headers());
        }
        throw failureOf(call, response);
    }

    private HttpResponse<String> exchange(Call call, Credential credential) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .timeout(requestTimeout)
                .header("Authorization", credential.authorizationHeader())
                .header("Accept", "application/json")
                .header("User-Agent", "patrol")
                // Asks for a plain 401 instead of a sign-in page (azure-devops-docs, authentication guidance).
                .header("X-TFS-FedAuthRedirect", "Suppress");
        if (call.body().isPresent()) {
            request.header("Content-Type", "application/json");
            request.method(
                    call.method(), BodyPublishers.ofString(write(call.body().get())));
        } else {
            request.method(call.method(), BodyPublishers.noBody());
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (HttpConnectTimeoutException | ConnectException e) {
            throw new Unavailable(
                    call + ": " + hostOf(call) + " can't be reached. Check the address and the network.", false);
        } catch (IOException e) {
            throw new Unavailable(
                    call + ": " + hostOf(call) + " did not answer ("
                            + e.getClass().getSimpleName() + ").",
                    true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(call + ": interrupted while waiting for the answer.", true);
        }
    }

    private static String hostOf(Call call) {
        return call.uri().getHost();
    }

    private AzureDevOpsException failureOf(Call call, HttpResponse<String> response) {
        int status = response.statusCode();
        String said = call + ": Azure DevOps answered " + status + quote(response.body());
        if (status == FORBIDDEN) {
            return new Forbidden(said + ". The caller lacks a permission.");
        }
        if (status == NOT_FOUND) {
            return new NotFound(said + ". Check the organization's name.");
        }
        if (status == TOO_MANY_REQUESTS) {
            return new Throttled(said + ".", retryAfter(response));
        }
        return status >= SERVER_ERRORS ? new Unavailable(said + ".", true) : new UnexpectedAnswer(said + ".");
    }

    private static Optional<Duration> retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    /** A dead credential is often answered by 203 with a sign-in page, or by a redirect to one. */
    private static boolean isSignInPage(HttpResponse<String> response) {
        int status = response.statusCode();
        boolean redirected = status >= 300 && status < 400;
        return redirected || status == 203 || (isSuccess(status) && !isJson(response));
    }

    private static boolean isJson(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).contains("json"))
                .orElse(false);
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static String refusal(HttpResponse<String> response) {
        String body = String.valueOf(response.body());
        String remedy = " Check that the credential is valid, not expired, and of a kind that this API takes.";
        return body.contains("TF400813")
                ? "Azure DevOps knows the caller but gives no access to this resource (TF400813): the credential lacks a"
                        + " scope or right, or is of a kind that this API refuses." + remedy
                : "Azure DevOps does not accept the credential (answer " + response.statusCode() + ")." + remedy;
    }

    private static String quote(String body) {
        if (body == null || body.isBlank()) {
            return "";
        }
        String safe = TOKEN_LIKE.matcher(body).replaceAll("[redacted]").replaceAll("\\s+", " ");
        return ": " + (safe.length() > LONGEST_QUOTE ? safe.substring(0, LONGEST_QUOTE) + "..." : safe);
    }

    private JsonNode parse(Call call, String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UnexpectedAnswer(call + ": the answer is not the JSON that it says it is.");
        }
    }

    private String write(Object body) {
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The request can't be written as JSON", e);
        }
    }
}
