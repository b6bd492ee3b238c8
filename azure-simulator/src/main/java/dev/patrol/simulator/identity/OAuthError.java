package dev.patrol.simulator.identity;

import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The refusals of the authority, with the numbers of Microsoft Entra's error reference. */
enum OAuthError {
    AUTHORIZATION_PENDING("authorization_pending", 70016, "", "The user has not entered the code yet."),
    /** RFC 8628; Microsoft Entra does not document it. */
    SLOW_DOWN("slow_down", 0, "", "The client asks more often than it was told to."),
    DECLINED("authorization_declined", 70013, "", "The user declined."),
    CODE_EXPIRED("expired_token", 70020, "", "The device code has expired."),
    CODE_UNKNOWN("bad_verification_code", 70018, "", "The device code is not known."),
    GRANT_UNKNOWN("invalid_grant", 70000, "bad_token", "The refresh token is not valid."),
    GRANT_REVOKED("invalid_grant", 50173, "bad_token", "The grant was revoked. A fresh sign-in is needed."),
    GRANT_EXPIRED("invalid_grant", 700082, "bad_token", "The refresh token has expired due to inactivity."),
    INTERACTION_REQUIRED("invalid_grant", 50076, "basic_action", "The user must use multi-factor authentication."),
    USER_DISABLED("invalid_grant", 50057, "", "The user account is disabled."),
    CONSENT_MISSING("invalid_grant", 65001, "consent_required", "The application has no consent for this permission."),
    TENANT_UNKNOWN("invalid_request", 90002, "", "The tenant was not found."),
    CLIENT_UNKNOWN("unauthorized_client", 700016, "", "The application was not found in the directory."),
    SCOPE_INVALID("invalid_scope", 70011, "", "The scope must name a resource, such as <resource>/.default"),
    GRANT_UNSUPPORTED("unsupported_grant_type", 70003, "", "The grant type is not supported.");

    private final String code;
    private final int number;
    private final String subCode;
    private final String sentence;

    OAuthError(String code, int number, String subCode, String sentence) {
        this.code = code;
        this.number = number;
        this.subCode = subCode;
        this.sentence = sentence;
    }

    ApiResponse answer(ApiRequest request) {
        String correlation = request.header("client-request-id")
                .orElseGet(() -> UUID.randomUUID().toString());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("error_description", (number == 0 ? "" : "AADSTS" + number + ": ") + sentence);
        body.put("error_codes", number == 0 ? List.of() : List.of(number));
        body.put("correlation_id", correlation);
        if (!subCode.isEmpty()) {
            body.put("suberror", subCode);
        }
        return ApiResponse.json(400, body)
                .withHeader("client-request-id", correlation)
                .withError(code);
    }
}
