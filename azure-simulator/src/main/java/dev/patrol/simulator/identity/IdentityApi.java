package dev.patrol.simulator.identity;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.identity.BearerTokens.Bearer;
import dev.patrol.simulator.policies.IdentityMode;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.User;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The two ways to a bearer token: the App Service identity endpoint (2019-08-01), which Azure Identity uses when
 * {@code IDENTITY_ENDPOINT} and {@code IDENTITY_HEADER} are set, and the OAuth 2 token endpoint for a refresh token.
 */
public final class IdentityApi {

    private static final String SCOPE_SUFFIX = "/.default";

    private final BearerTokens bearers;
    private final PolicySwitches policies;
    private final Credential header;
    private final Credential refreshToken;
    private final UUID managedIdentity;
    private final User serviceUser;
    private final Clock clock;

    public IdentityApi(
            BearerTokens bearers,
            PolicySwitches policies,
            Credential header,
            Credential refreshToken,
            UUID managedIdentity,
            User serviceUser,
            Clock clock) {
        this.bearers = bearers;
        this.policies = policies;
        this.header = header;
        this.refreshToken = refreshToken;
        this.managedIdentity = managedIdentity;
        this.serviceUser = serviceUser;
        this.clock = clock;
    }

    /** {@code GET ?api-version=2019-08-01&resource=...} with {@code X-IDENTITY-HEADER}. */
    public ApiResponse appService(ApiRequest request) {
        boolean known = request.header("X-IDENTITY-HEADER")
                .filter(shown -> shown.equals(header.reveal()))
                .isPresent();
        if (!known) {
            return problem(401, "Unauthorized", "The identity header is missing or wrong.");
        }
        if (request.query("api-version").filter("2019-08-01"::equals).isEmpty()) {
            return problem(400, "BadRequest", "The api-version must be 2019-08-01.");
        }
        Optional<String> resource = request.query("resource").filter(text -> !text.isBlank());
        if (resource.isEmpty()) {
            return problem(400, "BadRequest", "A resource must be named.");
        }
        Bearer bearer = bearers.issue(subject(), resource.get());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", bearer.value().reveal());
        body.put("expires_on", Long.toString(bearer.expires().getEpochSecond()));
        body.put("resource", resource.get());
        body.put("token_type", "Bearer");
        body.put("client_id", request.query("client_id").orElse(managedIdentity.toString()));
        return ApiResponse.json(200, body);
    }

    /** {@code POST /{tenant}/oauth2/v2.0/token} with {@code grant_type=refresh_token}: a token of the service user. */
    public ApiResponse refresh(ApiRequest request) {
        Map<String, String> form = form(request.bodyText());
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return oauthProblem("unsupported_grant_type", "AADSTS70003: Only grant_type=refresh_token is supported.");
        }
        if (!refreshToken.reveal().equals(form.get("refresh_token"))) {
            return oauthProblem("invalid_grant", "AADSTS70000: The provided value for 'refresh_token' is not valid.");
        }
        String scope = form.getOrDefault("scope", "");
        Optional<String> resource = Arrays.stream(scope.split("\\s+"))
                .filter(part -> part.contains("/"))
                .map(part -> part.substring(0, part.lastIndexOf('/')))
                .findFirst();
        if (resource.isEmpty()) {
            return oauthProblem(
                    "invalid_scope", "AADSTS70011: The scope must name a resource, such as <resource>" + SCOPE_SUFFIX);
        }
        Bearer bearer = bearers.issue(Subject.of(serviceUser), resource.get());
        long seconds = Duration.between(clock.instant(), bearer.expires()).toSeconds();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("token_type", "Bearer");
        body.put("scope", scope);
        body.put("expires_in", seconds);
        body.put("ext_expires_in", seconds);
        body.put("access_token", bearer.value().reveal());
        body.put("refresh_token", refreshToken.reveal());
        return ApiResponse.json(200, body);
    }

    private Subject subject() {
        return policies.current().identityMode() == IdentityMode.USER
                ? Subject.of(serviceUser)
                : Subject.managedIdentity(managedIdentity);
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(
                        Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1]), (first, second) -> first));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static ApiResponse problem(int status, String code, String message) {
        return ApiResponse.json(status, Map.of("statusCode", status, "code", code, "message", message));
    }

    private static ApiResponse oauthProblem(String error, String description) {
        return ApiResponse.json(400, Map.of("error", error, "error_description", description));
    }
}
