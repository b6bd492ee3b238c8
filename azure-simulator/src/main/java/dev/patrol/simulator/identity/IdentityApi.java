package dev.patrol.simulator.identity;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.identity.BearerTokens.Bearer;
import dev.patrol.simulator.policies.IdentityMode;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The App Service identity endpoint (2019-08-01), which Azure Identity uses when {@code IDENTITY_ENDPOINT} and
 * {@code IDENTITY_HEADER} are set.
 */
public final class IdentityApi {

    private final BearerTokens bearers;
    private final PolicySwitches policies;
    private final Credential header;
    private final UUID managedIdentity;
    private final User serviceUser;

    public IdentityApi(
            BearerTokens bearers, PolicySwitches policies, Credential header, UUID managedIdentity, User serviceUser) {
        this.bearers = bearers;
        this.policies = policies;
        this.header = header;
        this.managedIdentity = managedIdentity;
        this.serviceUser = serviceUser;
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

    private Subject subject() {
        return policies.current().identityMode() == IdentityMode.USER
                ? Subject.of(serviceUser)
                : Subject.managedIdentity(managedIdentity);
    }

    private static ApiResponse problem(int status, String code, String message) {
        return ApiResponse.json(status, Map.of("statusCode", status, "code", code, "message", message));
    }
}
