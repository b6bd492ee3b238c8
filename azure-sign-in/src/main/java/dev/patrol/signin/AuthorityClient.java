package dev.patrol.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * MSAL's way to the authority, over the JDK's client: with a deadline for the whole answer, which MSAL's own has not. MSAL
 * ends a device-code flow at {@code slow_down}, where RFC 8628 (3.5) wants the client to ask less often; so that is done here,
 * and MSAL hears that the person is not done yet.
 */
final class AuthorityClient implements IHttpClient {
    /** RFC 8628, 3.5: "the interval MUST be increased by 5 seconds for this and all subsequent requests". */
    static final Duration SLOWER_BY = Duration.ofSeconds(5);

    private static final String PENDING = "authorization_pending";
    private static final String PENDING_ANSWER =
            "{\"error\":\"authorization_pending\",\"error_description\":\"Slowed down.\"}";

    private record Reply(int statusCode, Map<String, List<String>> headers, String body) implements IHttpResponse {
        @Override
        public String toString() {
            return "Reply " + statusCode;
        }
    }

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http;
    private final Duration timeout;
    private final Duration slowerBy;
    private final Runnable pending;
    private volatile Duration extraWait = Duration.ZERO;

    AuthorityClient(EntraUserSettings settings, Duration slowerBy, Runnable pending) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout());
        settings.caFile().ifPresent(file -> builder.sslContext(AuthorityTls.trusting(file)));
        this.http = builder.build();
        this.timeout = settings.timeout();
        this.slowerBy = slowerBy;
        this.pending = pending;
    }

    AuthorityClient(EntraUserSettings settings) {
        this(settings, SLOWER_BY, () -> {});
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws Exception {
        if (!extraWait.isZero()) {
            Pause.of(extraWait);
        }
        Reply reply = exchange(request);
        return switch (refusal(reply)) {
            case "slow_down" -> {
                extraWait = extraWait.plus(slowerBy);
                pending.run();
                yield new Reply(reply.statusCode(), reply.headers(), PENDING_ANSWER);
            }
            case PENDING -> {
                pending.run();
                yield reply;
            }
            default -> reply;
        };
    }

    /** One answer, as it comes. */
    IHttpResponse get(URI address) throws Exception {
        return exchange(java.net.http.HttpRequest.newBuilder(address).GET().build());
    }

    private Reply exchange(HttpRequest request) throws Exception {
        java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder(request.url().toURI());
        request.headers().forEach(builder::header);
        return exchange(
                request.httpMethod() == HttpMethod.POST
                        ? builder.POST(BodyPublishers.ofString(request.body())).build()
                        : builder.GET().build());
    }

    private Reply exchange(java.net.http.HttpRequest sent) throws Exception {
        CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(sent, BodyHandlers.ofString());
        try {
            HttpResponse<String> answer = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException | InterruptedException e) {
            exchange.cancel(true);
            throw e;
        }
    }

    /** OAuth's word for a refusal; empty for a success and for what is no JSON. */
    private String refusal(Reply reply) {
        if (reply.statusCode() < 400 || reply.statusCode() >= 500) {
            return "";
        }
        try {
            return mapper.readTree(reply.body()).path("error").asText();
        } catch (JsonProcessingException noJson) {
            return "";
        }
    }
}
