package dev.patrol.azuredevops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import dev.patrol.azuredevops.pacing.Governor;
import dev.patrol.azuredevops.pacing.Governor.Passage;
import dev.patrol.azuredevops.pacing.Governors;
import dev.patrol.azuredevops.pacing.OutOfPatience;
import dev.patrol.azuredevops.pacing.RateLimit;
import dev.patrol.azuredevops.pacing.Urgency;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends requests and reads what comes back. All HTTP of this module passes here, and before it the {@link Governor} of the
 * organization. A call that Azure DevOps blocks was not carried out, so it is made again, whatever it is; so it is, once, where
 * the credential was not taken and has been replaced.
 */
final class Transport {
    /** How often a call that was blocked is made again; with all waits within the patience. */
    private static final int REPEATS = 4;

    private final HttpClient http;
    private final ObjectMapper mapper = WireFormats.mapper();
    private final Duration requestTimeout;
    private final Credential credential;
    private final Governors governors;
    private final Exchanges exchanges;
    private final boolean urgent;

    /** @param http that several may share: each request has a connection to itself meanwhile */
    Transport(HttpClient http, Credential credential, ClientSettings settings, Governors governors) {
        this(http, settings.requestTimeout(), credential, governors, settings.exchanges(), false);
    }

    private Transport(
            HttpClient http,
            Duration requestTimeout,
            Credential credential,
            Governors governors,
            Exchanges exchanges,
            boolean urgent) {
        this.http = http;
        this.requestTimeout = requestTimeout;
        this.credential = credential;
        this.governors = governors;
        this.exchanges = exchanges;
        this.urgent = urgent;
    }

    /**
     * Connections by HTTP/1.1: by HTTP/2 all organizations would be on one, which refuses requests beyond some hundred at once
     * ("too many concurrent streams") and whose loss would be everybody's.
     */
    static HttpClient connections(ClientSettings settings) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The same with every call urgent. */
    Transport urgently() {
        return new Transport(http, requestTimeout, credential, governors, exchanges, true);
    }

    Governors governors() {
        return governors;
    }

    /** The JSON that came back, or an empty answer where the success has no body. */
    Answer send(Call call) {
        return send(call, credential);
    }

    /** The same for another caller, whose rate limit says nothing of ours. */
    Answer sendAs(Credential another, Call call) {
        return send(call, another);
    }

    /** The JSON that came back, which must be there, as a type. */
    <T> T read(Class<T> type, Call call) {
        return as(type, call, jsonOf(call, send(call)));
    }

    JsonNode jsonOf(Call call, Answer answer) {
        return answer.json().orElseThrow(() -> new UnexpectedAnswer(call + ": the answer is empty."));
    }

    /** JSON as a type, never null. What Jackson says of a failure is left out: it quotes what it reads. */
    <T> T as(Class<T> type, Call call, JsonNode json) {
        T value;
        try {
            value = mapper.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UnexpectedAnswer(call + ": the answer is not as documented.");
        }
        if (value == null) {
            throw new UnexpectedAnswer(call + ": the answer is null.");
        }
        return value;
    }

    /** A list, which the documents have at the top and their examples, counted, within "value". */
    <T> List<T> list(Class<T> item, Call call, Answer answer) {
        JsonNode json = jsonOf(call, answer);
        JsonNode items = json.isArray() ? json : json.path("value");
        if (!items.isArray()) {
            throw new UnexpectedAnswer(call + ": the answer is no list.");
        }
        List<T> list = new ArrayList<>();
        items.forEach(node -> list.add(as(item, call, node)));
        return list;
    }

    private Answer send(Call call, Credential caller) {
        Governor governor = governors.of(call.organization());
        Instant deadline = governor.deadline();
        Optional<AzureDevOpsException> blocked = Optional.empty();
        boolean replaced = false;
        for (int times = 0; times <= REPEATS; times++) {
            try (Passage passage = enter(governor, deadline, call, caller, blocked)) {
                Credential.Shown shown = caller.show();
                HttpResponse<String> response = exchange(call, shown);
                RateLimit said = passage.answered(response.statusCode(), response.headers());
                Optional<AzureDevOpsException> failure = Verdict.failureOf(call, response, shown, said);
                if (failure.isEmpty()) {
                    return answer(call, response);
                }
                if (said.refused()) {
                    blocked = failure;
                } else if (!replaced
                        && failure.get() instanceof Unauthorized
                        && shown.isReplaced().getAsBoolean()) {
                    replaced = true;
                } else {
                    throw failure.get();
                }
            }
        }
        throw blocked.orElseThrow(
                () -> new Unauthorized(call + ": the credential was not taken, nor the one after it."));
    }

    /** @param blocked what Azure DevOps said when it blocked the call tells more than that there is no time for another try */
    private Passage enter(
            Governor governor, Instant deadline, Call call, Credential caller, Optional<AzureDevOpsException> blocked) {
        Urgency urgency = urgent || call.isUrgent() ? Urgency.URGENT : Urgency.ROUTINE;
        try {
            return governor.enter(urgency, caller == credential, deadline);
        } catch (OutOfPatience e) {
            throw blocked.orElseGet(() -> new Throttled(
                    call + ": not sent, Azure DevOps' rate limit leaves no room for it"
                            + e.retryAfter()
                                    .map(wait -> " for " + wait.toSeconds() + " s")
                                    .orElse("")
                            + ", longer than a call may wait.",
                    e.retryAfter()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(call + ": interrupted while waiting for its turn. Nothing was sent.", false);
        }
    }

    private Answer answer(Call call, HttpResponse<String> response) {
        Optional<JsonNode> json =
                response.body().isBlank() ? Optional.empty() : Optional.of(parse(call, response.body()));
        return new Answer(json, response.headers());
    }

    private HttpResponse<String> exchange(Call call, Credential.Shown shown) {
        if (!shown.fitsHeader()) {
            throw new Unauthorized(
                    call + ": the credential holds characters that no token has. Check for line breaks in it.");
        }
        Exchanges.Exchange heard = exchanges.begun(call.method(), call.address(), call.organization());
        try {
            HttpResponse<String> response = answerTo(call, shown);
            heard.answered(response.statusCode());
            return response;
        } catch (Unavailable failure) {
            heard.failed(failure);
            throw failure;
        }
    }

    private HttpResponse<String> answerTo(Call call, Credential.Shown shown) {
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(requestFor(call, shown), BodyHandlers.ofString());
        try {
            // Not HttpRequest's timeout: that one ends with the headers, and a body may stall (JDK-8208693).
            return exchange.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw unanswered(call, e);
        } catch (ExecutionException e) {
            throw failureOf(call, e.getCause());
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable(call + ": interrupted while waiting for the answer.", true);
        }
    }

    private HttpRequest requestFor(Call call, Credential.Shown shown) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .header("Authorization", shown.authorizationHeader())
                .header("Accept", "application/json")
                .header("User-Agent", "patrol")
                // Asks for a plain 401 instead of a sign-in page (azure-devops-docs, authentication guidance).
                .header("X-TFS-FedAuthRedirect", "Suppress");
        call.body().ifPresent(body -> request.header("Content-Type", "application/json"));
        BodyPublisher content =
                call.body().map(body -> BodyPublishers.ofString(write(body))).orElseGet(BodyPublishers::noBody);
        return request.method(call.method(), content).build();
    }

    private static Unavailable failureOf(Call call, Throwable cause) {
        boolean neverSent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        if (neverSent) {
            return new Unavailable(
                    call + ": " + hostOf(call) + " can't be reached. Check the address and the network.", false);
        }
        if (cause instanceof SSLHandshakeException) {
            return new Unavailable(
                    call + ": " + hostOf(call) + " shows a certificate that is not trusted here. Check the address, the"
                            + " proxy and the trust store.",
                    false);
        }
        return unanswered(call, cause);
    }

    private static Unavailable unanswered(Call call, Throwable cause) {
        return new Unavailable(
                call + ": " + hostOf(call) + " did not answer ("
                        + cause.getClass().getSimpleName() + ").",
                true);
    }

    private static String hostOf(Call call) {
        return call.uri().getHost();
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
