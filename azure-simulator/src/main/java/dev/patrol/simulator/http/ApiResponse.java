package dev.patrol.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer, before faults and the HTTP server get hold of it.
 *
 * @param outcome how the calls are counted: the status, with the error named in the body where there is one
 * @param effect what the call changed
 */
public record ApiResponse(int status, Map<String, String> headers, byte[] body, String outcome, Effect effect) {

    private static final String CONTENT_TYPE = "Content-Type";

    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    public static ApiResponse json(int status, Object body) {
        return new ApiResponse(
                status,
                Map.of(CONTENT_TYPE, "application/json; charset=utf-8"),
                Json.bytes(body),
                Integer.toString(status),
                Effect.NONE);
    }

    public static ApiResponse empty(int status) {
        return new ApiResponse(status, Map.of(), new byte[0], Integer.toString(status), Effect.NONE);
    }

    public static ApiResponse text(int status, String contentType, String body) {
        return new ApiResponse(
                status,
                Map.of(CONTENT_TYPE, contentType),
                body.getBytes(StandardCharsets.UTF_8),
                Integer.toString(status),
                Effect.NONE);
    }

    public ApiResponse withHeader(String name, String value) {
        return withHeaders(Map.of(name, value));
    }

    public ApiResponse withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new ApiResponse(status, all, body, outcome, effect);
    }

    /** Names the error that the body reports under a status of success. */
    public ApiResponse withError(String error) {
        return new ApiResponse(status, headers, body, status + " " + error, effect);
    }

    public ApiResponse withEffect(Effect change) {
        return new ApiResponse(status, headers, body, outcome, change);
    }

    /** Names the answer without its body: that may carry a token. */
    @Override
    public String toString() {
        return "ApiResponse[" + outcome + "]";
    }
}
