package dev.patrol.simulator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.http.Api;
import java.util.Locale;
import java.util.Map;

/**
 * Something that goes wrong with matching calls.
 *
 * @param api name of a call, of a group of calls such as {@code secret}, or {@code *} for all
 * @param organization only calls of this organization; null for any
 * @param target only calls about this secret name, {@code authorizationId} or (creation) display name; null for any
 * @param times how often; null for ever
 * @param skip how many matching calls pass unharmed first; 0 if absent
 * @param every only every n-th matching call; 1 if absent
 * @param forMillis how long from now on; null for ever
 * @param status status of kind {@code status}
 * @param body body of kind {@code status}: a text as it is, any other JSON as JSON; null for the usual error body
 * @param headers headers of kind {@code status}
 * @param afterWork whether a {@code status}, {@code latency}, {@code pat-token-error}, {@code sign-in-page} or {@code hang}
 *     comes after the work was done
 * @param millis lateness of kind {@code latency}; of kind {@code hang} when the connection is closed, null for never
 * @param patTokenError value of kind {@code pat-token-error}
 */
public record Fault(
        String api,
        String organization,
        String target,
        FaultKind kind,
        Integer times,
        Integer skip,
        Integer every,
        Long forMillis,
        Integer status,
        JsonNode body,
        Map<String, String> headers,
        boolean afterWork,
        Long millis,
        String patTokenError) {

    private static final long LONGEST_MILLIS = 3_600_000;

    public Fault {
        if (api == null || Api.matching(api).isEmpty()) {
            throw new IllegalArgumentException("'api' must be * or one of " + Api.names() + ", but is '" + api + "'.");
        }
        if (kind == null) {
            throw new IllegalArgumentException("'kind' must be one of status, latency, reset-before, reset-after,"
                    + " pat-token-error, sign-in-page and hang.");
        }
        if (times != null && times < 1) {
            throw new IllegalArgumentException("'times' must be at least 1, or null for ever.");
        }
        skip = skip == null ? 0 : skip;
        every = every == null ? 1 : every;
        if (skip < 0 || every < 1) {
            throw new IllegalArgumentException("'skip' must not be negative and 'every' must be at least 1.");
        }
        if (forMillis != null && forMillis < 1) {
            throw new IllegalArgumentException("'forMillis' must be at least 1, or null for ever.");
        }
        if (kind == FaultKind.STATUS && (status == null || status < 200 || status > 599)) {
            throw new IllegalArgumentException("A fault of kind status needs a 'status' between 200 and 599.");
        }
        if (kind == FaultKind.LATENCY && millis == null) {
            throw new IllegalArgumentException("A fault of kind latency needs 'millis'.");
        }
        if (millis != null && (millis < 1 || millis > LONGEST_MILLIS)) {
            throw new IllegalArgumentException("'millis' must be between 1 and " + LONGEST_MILLIS + ".");
        }
        if (kind == FaultKind.PAT_TOKEN_ERROR && (patTokenError == null || patTokenError.isBlank())) {
            throw new IllegalArgumentException("A fault of kind pat-token-error needs a 'patTokenError'.");
        }
        if (kind == FaultKind.PAT_TOKEN_ERROR && !api.startsWith("pats-")) {
            throw new IllegalArgumentException("A fault of kind pat-token-error is for the pats- calls only.");
        }
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }

    /** A fault of a kind without further conditions; the {@code with...} methods add them. */
    public static Fault of(Api api, FaultKind kind) {
        if (kind != FaultKind.RESET_BEFORE
                && kind != FaultKind.RESET_AFTER
                && kind != FaultKind.SIGN_IN_PAGE
                && kind != FaultKind.HANG) {
            throw new IllegalArgumentException("A fault of kind " + kind.wireName() + " has a method of its own.");
        }
        return new Fault(api.wireName(), null, null, kind, null, null, null, null, null, null, null, false, null, null);
    }

    public static Fault status(Api api, int status) {
        return new Fault(
                api.wireName(),
                null,
                null,
                FaultKind.STATUS,
                null,
                null,
                null,
                null,
                status,
                null,
                null,
                false,
                null,
                null);
    }

    public static Fault latency(Api api, long millis) {
        return new Fault(
                api.wireName(),
                null,
                null,
                FaultKind.LATENCY,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                millis,
                null);
    }

    public static Fault patTokenError(Api api, String error) {
        return new Fault(
                api.wireName(),
                null,
                null,
                FaultKind.PAT_TOKEN_ERROR,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                error);
    }

    public Fault withTimes(int count) {
        return new Fault(
                api,
                organization,
                target,
                kind,
                count,
                skip,
                every,
                forMillis,
                status,
                body,
                headers,
                afterWork,
                millis,
                patTokenError);
    }

    public Fault withSkip(int count) {
        return new Fault(
                api,
                organization,
                target,
                kind,
                times,
                count,
                every,
                forMillis,
                status,
                body,
                headers,
                afterWork,
                millis,
                patTokenError);
    }

    public Fault withTarget(String subject) {
        return new Fault(
                api,
                organization,
                subject,
                kind,
                times,
                skip,
                every,
                forMillis,
                status,
                body,
                headers,
                afterWork,
                millis,
                patTokenError);
    }

    public Fault withHeader(String name, String value) {
        return new Fault(
                api,
                organization,
                target,
                kind,
                times,
                skip,
                every,
                forMillis,
                status,
                body,
                Map.of(name, value),
                afterWork,
                millis,
                patTokenError);
    }

    public Fault afterTheWork() {
        return new Fault(
                api,
                organization,
                target,
                kind,
                times,
                skip,
                every,
                forMillis,
                status,
                body,
                headers,
                true,
                millis,
                patTokenError);
    }

    boolean matches(Api called, String inOrganization, String about) {
        return Api.matching(api).contains(called)
                && (organization == null || organization.equalsIgnoreCase(inOrganization))
                && (target == null || target.toLowerCase(Locale.ROOT).equals(lower(about)));
    }

    /** Whether the work is done although the call goes wrong. */
    boolean comesAfterWork() {
        return afterWork || kind == FaultKind.RESET_AFTER;
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
