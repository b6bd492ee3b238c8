package dev.patrol.azuredevops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends requests and reads what comes back. All HTTP of this module passes here, and before it the {@link Governor} of the
 * organization. A call that Azure DevOps blocks was not carried out, so it is made again, whatever it is.
 */
final class Transport {
    /** How often a call that was blocked is made again. */
    private static final int REPEATS = 3;

    private final HttpClient http;
    private final ObjectMapper mapper = WireFormats.mapper();
    private final Duration requestTimeout;
    private final Clock clock;
    private final Credential credential;
    private final Function<String, Governor> newGovernor;
    private final Map<String, Governor> governors = new ConcurrentHashMap<>();

    Transport(Credential credential, ClientSettings settings, Clock clock) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.requestTimeout = settings.requestTimeout();
        this.credential = credential;
        this.clock = clock;
        this.newGovernor = organization -> new Governor(settings.pacing(), settings.patience(), clock);
    }

    /** The JSON that came back, or an empty answer where the success has no body. */
    Answer send(Call call) {
        return send(call, credential, true);
    }

    /** The same for another caller, whose rate limit says nothing of ours. */
    Answer sendAs(Credential another, Call call) {
        return send(call, another, false);
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

    private Answer send(Call call, Credential caller, boolean own) {
        Governor governor = governors.computeIfAbsent(call.organization().toLowerCase(Locale.ROOT), newGovernor);
        Optional<AzureDevOpsException> blocked = Optional.empty();
        for (int times = 0; times <= REPEATS; times++) {
            long number = admit(governor, call, blocked);
            Optional<RateReport> report = Optional.empty();
            try {
                Credential.Shown shown = caller.show();
                HttpResponse<String> response = exchange(call, shown);
                RateReport said = RateReport.of(response.statusCode(), response.headers(), clock.instant());
                report = Optional.of(said).filter(one -> own || one.refused());
                Optional<AzureDevOpsException> failure = Verdict.failureOf(call, response, shown, said);
                if (failure.isEmpty()) {
                    return answer(call, response);
                }
                if (!said.refused()) {
                    throw failure.get();
                }
                blocked = failure;
            } finally {
                governor.answered(number, report);
            }
        }
        throw blocked.orElseThrow();
    }

    /** What Azure DevOps said when it blocked the call tells more than that there is no room for another try. */
    private static long admit(Governor governor, Call call, Optional<AzureDevOpsException> blocked) {
        try {
            return governor.admit(call);
        } catch (Throttled noRoom) {
            throw blocked.orElse(noRoom);
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
