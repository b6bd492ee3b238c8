package dev.patrol.simulator.identity;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.access.Authenticator;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.identity.BearerTokens.Bearer;
import dev.patrol.simulator.identity.DeviceCodes.Begun;
import dev.patrol.simulator.identity.DeviceCodes.Poll;
import dev.patrol.simulator.identity.RefreshTokens.Redemption;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.User;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The authority of the tenant: the OAuth 2 device-code flow and the redemption of refresh tokens, for delegated tokens of
 * users.
 */
public final class AuthorityApi {

    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String OLD_DEVICE_GRANT = "device_code";
    private static final String DEFAULT = ".default";
    private static final Set<String> OF_OPENID = Set.of("openid", "profile", "offline_access", "email");

    private final BearerTokens bearers;
    private final DeviceCodes deviceCodes;
    private final RefreshTokens refreshTokens;
    private final PolicySwitches policies;
    private final String tenant;
    private final String clientId;
    private final User serviceUser;
    private final IdTokens idTokens;
    private final Clock clock;

    /** @param clientId the one application that is registered */
    public AuthorityApi(
            BearerTokens bearers,
            DeviceCodes deviceCodes,
            RefreshTokens refreshTokens,
            PolicySwitches policies,
            String tenant,
            String clientId,
            User serviceUser,
            Clock clock) {
        this.bearers = bearers;
        this.deviceCodes = deviceCodes;
        this.refreshTokens = refreshTokens;
        this.policies = policies;
        this.tenant = tenant;
        this.clientId = clientId;
        this.serviceUser = serviceUser;
        this.idTokens = new IdTokens(tenant);
        this.clock = clock;
    }

    /** A refresh token of the service user that any application may redeem, without anybody's having signed in. */
    public Credential serviceUserRefreshToken() {
        return refreshTokens.issue(new Grant(
                serviceUser, Optional.empty(), Set.copyOf(policies.current().appPermissions())));
    }

    /** {@code POST /{tenant}/oauth2/v2.0/devicecode}. */
    public ApiResponse deviceCode(ApiRequest request, Supplier<URI> page) {
        Form form = Form.of(request);
        if (isForeign(request)) {
            return OAuthError.TENANT_UNKNOWN.answer(request);
        }
        if (!form.get("client_id").equals(clientId)) {
            return OAuthError.CLIENT_UNKNOWN.answer(request);
        }
        Optional<Set<String>> permissions = permissions(form);
        if (permissions.isEmpty()) {
            return OAuthError.SCOPE_INVALID.answer(request);
        }
        Begun begun = deviceCodes.begin(
                clientId,
                permissions.get(),
                Duration.ofSeconds(policies.current().deviceCodeSeconds()),
                Duration.ofSeconds(policies.current().devicePollSeconds()));
        if (policies.current().signInsApproved()) {
            deviceCodes.approve(begun.userCode(), serviceUser);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("user_code", begun.userCode());
        body.put("device_code", begun.deviceCode().reveal());
        body.put("verification_uri", page.get().toString());
        body.put("expires_in", begun.life().toSeconds());
        body.put("interval", begun.interval().toSeconds());
        body.put(
                "message",
                "To sign in, use a web browser to open the page " + page.get() + " and enter the code "
                        + begun.userCode() + " to authenticate.");
        return ApiResponse.json(200, body);
    }

    /** {@code POST /{tenant}/oauth2/v2.0/token} with a device code or a refresh token. */
    public ApiResponse token(ApiRequest request) {
        Form form = Form.of(request);
        if (isForeign(request)) {
            return OAuthError.TENANT_UNKNOWN.answer(request);
        }
        return switch (form.get("grant_type")) {
            case DEVICE_GRANT, OLD_DEVICE_GRANT -> byDeviceCode(request, form);
            case "refresh_token" -> byRefreshToken(request, form);
            default -> OAuthError.GRANT_UNSUPPORTED.answer(request);
        };
    }

    /** {@code GET /{tenant}/v2.0/.well-known/openid-configuration}. */
    public ApiResponse configuration(ApiRequest request) {
        if (isForeign(request)) {
            return OAuthError.TENANT_UNKNOWN.answer(request);
        }
        String base = request.origin() + "/" + tenant;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("issuer", issuer(request));
        body.put("device_authorization_endpoint", base + "/oauth2/v2.0/devicecode");
        body.put("token_endpoint", base + "/oauth2/v2.0/token");
        body.put("authorization_endpoint", base + "/oauth2/v2.0/authorize");
        body.put("response_types_supported", List.of("code"));
        body.put("subject_types_supported", List.of("pairwise"));
        body.put("id_token_signing_alg_values_supported", List.of("RS256"));
        body.put("scopes_supported", OF_OPENID.stream().sorted().toList());
        return ApiResponse.json(200, body);
    }

    private ApiResponse byDeviceCode(ApiRequest request, Form form) {
        String code = form.get("device_code").isEmpty() ? form.get("code") : form.get("device_code");
        Poll poll = deviceCodes.poll(code, form.get("client_id"));
        if (poll.grant().isEmpty()) {
            return poll.refusal().answer(request);
        }
        Grant grant = poll.grant().get();
        if (refreshTokens.isDisabled(grant.user())) {
            return OAuthError.USER_DISABLED.answer(request);
        }
        return issued(request, form, grant, grant.permissions());
    }

    private ApiResponse byRefreshToken(ApiRequest request, Form form) {
        Optional<Set<String>> wished = permissions(form);
        if (wished.isEmpty() || form.get("refresh_token").isBlank()) {
            return (wished.isEmpty() ? OAuthError.SCOPE_INVALID : OAuthError.GRANT_UNKNOWN).answer(request);
        }
        Redemption redemption = refreshTokens.redeem(
                Credential.of(form.get("refresh_token")),
                form.get("client_id"),
                policies.current().refreshTokensWorkOnce());
        return redemption
                .grant()
                .map(grant -> issued(request, form, grant, wished.get()))
                .orElseGet(() -> redemption.refusal().answer(request));
    }

    /** Only what the application has; a wish for more needs the consent of an administrator first. */
    private ApiResponse issued(ApiRequest request, Form form, Grant grant, Set<String> permissions) {
        if (!policies.current().appPermissions().containsAll(permissions)) {
            return OAuthError.CONSENT_MISSING.answer(request);
        }
        String resource = resource(form).orElse(Authenticator.AZURE_DEVOPS);
        Bearer bearer = bearers.issue(Subject.delegated(grant.user(), permissions), resource);
        long seconds = Duration.between(clock.instant(), bearer.expires()).toSeconds();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("token_type", "Bearer");
        body.put(
                "scope",
                permissions.stream().sorted().map(one -> resource + "/" + one).collect(Collectors.joining(" ")));
        body.put("expires_in", seconds);
        body.put("ext_expires_in", seconds);
        body.put("access_token", bearer.value().reveal());
        body.put("refresh_token", refreshTokens.issue(grant).reveal());
        body.put("id_token", idTokens.idToken(grant.user(), form.get("client_id"), issuer(request), clock.instant()));
        body.put("client_info", idTokens.clientInfo(grant.user()));
        ApiResponse answer = ApiResponse.json(200, body);
        return request.header("client-request-id")
                .map(id -> answer.withHeader("client-request-id", id))
                .orElse(answer);
    }

    /** Another tenant's id or domain; names that are neither stand for whatever tenant the user is of. */
    private boolean isForeign(ApiRequest request) {
        String named = request.path("tenant").toLowerCase(Locale.ROOT);
        boolean names = named.contains(".") || named.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        String domain = serviceUser.principalName().replaceFirst("^.*@", "").toLowerCase(Locale.ROOT);
        return names && !named.equals(tenant) && !named.equals(domain);
    }

    private String issuer(ApiRequest request) {
        return request.origin() + "/" + tenant + "/v2.0";
    }

    /** What is asked for, {@code .default} being all that the application has; empty where no resource is named. */
    private Optional<Set<String>> permissions(Form form) {
        Set<String> permissions = new LinkedHashSet<>();
        ofResource(form)
                .map(scope -> scope.substring(scope.lastIndexOf('/') + 1))
                .forEach(permission -> {
                    if (permission.equals(DEFAULT)) {
                        permissions.addAll(policies.current().appPermissions());
                    } else {
                        permissions.add(permission);
                    }
                });
        return permissions.isEmpty() ? Optional.empty() : Optional.of(permissions);
    }

    private static Optional<String> resource(Form form) {
        return ofResource(form)
                .map(scope -> scope.substring(0, scope.lastIndexOf('/')))
                .findFirst();
    }

    private static Stream<String> ofResource(Form form) {
        return Arrays.stream(form.get("scope").split("\\s+"))
                .filter(scope -> !OF_OPENID.contains(scope))
                .filter(scope -> scope.indexOf('/') > 0);
    }
}
