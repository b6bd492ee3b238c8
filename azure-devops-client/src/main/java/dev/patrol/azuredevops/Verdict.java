package dev.patrol.azuredevops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.azuredevops.AzureDevOpsException.Forbidden;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.azuredevops.AzureDevOpsException.Throttled;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import dev.patrol.azuredevops.pacing.RateLimit;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;

/** Tells a success from a failure, and which. */
final class Verdict {
    private static final int SIGN_IN_PAGE = 203;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private static final ObjectMapper MAPPER = WireFormats.mapper();

    private Verdict() {}

    /** What failed; empty where the call succeeded. */
    static Optional<AzureDevOpsException> failureOf(
            Call call, HttpResponse<String> response, Credential.Shown shown, RateLimit rateLimit) {
        if (response.statusCode() == UNAUTHORIZED || isSignInPage(response)) {
            return Optional.of(new Unauthorized(call + ": " + refusal(response)));
        }
        return isSuccess(response.statusCode())
                ? Optional.empty()
                : Optional.of(typed(call, response, shown, rateLimit));
    }

    private static AzureDevOpsException typed(
            Call call, HttpResponse<String> response, Credential.Shown shown, RateLimit rateLimit) {
        int status = response.statusCode();
        String quote = Secrecy.quote(envelope(response, "message").orElse(response.body()), shown);
        String said = call + ": Azure DevOps answered " + status
                + (quote.isEmpty() ? "" : ": " + quote.replaceAll("\\.+$", "")) + ".";
        if (status == FORBIDDEN) {
            return new Forbidden(said + " The caller lacks a permission.");
        }
        if (status == NOT_FOUND) {
            return new NotFound(
                    said + " Check the organization's name and the address.", isSaidOfTheResource(response));
        }
        if (status == TOO_MANY_REQUESTS) {
            return new Throttled(said, rateLimit.retryAfter());
        }
        return status >= SERVER_ERRORS || status == REQUEST_TIMEOUT
                ? new Unavailable(said, true)
                : new UnexpectedAnswer(said, false);
    }

    /** A page is a gateway's word, and where there is no organization nothing is said of what it has. */
    private static boolean isSaidOfTheResource(HttpResponse<String> response) {
        return isJson(response)
                && envelope(response, "typeKey")
                        .filter(type -> type.contains("HostDoesNotExist"))
                        .isEmpty();
    }

    /** A field of the object that Azure DevOps says failures with; the rest of it is of no use to a person. */
    private static Optional<String> envelope(HttpResponse<String> response, String field) {
        try {
            return isJson(response)
                    ? Optional.of(MAPPER.readTree(response.body()).path(field).asText())
                            .filter(text -> !text.isBlank())
                    : Optional.empty();
        } catch (JsonProcessingException notAnEnvelope) {
            return Optional.empty();
        }
    }

    /** A dead credential is often answered by 203 with a sign-in page, or by a redirect to one. */
    private static boolean isSignInPage(HttpResponse<String> response) {
        int status = response.statusCode();
        boolean redirected = status >= 300 && status < 400;
        boolean page = isSuccess(status) && !response.body().isBlank() && !isJson(response);
        return redirected || status == SIGN_IN_PAGE || page;
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
        String remedy = " Check that the credential is valid, not expired, and of a kind that this API takes"
                + (isJson(response) || response.statusCode() == UNAUTHORIZED
                        ? "."
                        : ", and that no proxy answers in Azure DevOps' place.");
        return response.body().contains("TF400813")
                ? "Azure DevOps knows the caller but gives no access to this resource (TF400813): the credential lacks a"
                        + " scope or right, or is of a kind that this API refuses." + remedy
                : "Azure DevOps does not accept the credential (answer " + response.statusCode() + ")." + remedy;
    }
}
