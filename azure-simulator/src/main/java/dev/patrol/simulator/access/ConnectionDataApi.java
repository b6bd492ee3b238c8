package dev.patrol.simulator.access;

import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.tenant.Organization;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Says who a credential is. Any living credential may ask, whatever its scope. */
public final class ConnectionDataApi {

    private final Gate gate;

    public ConnectionDataApi(Gate gate) {
        this.gate = gate;
    }

    public ApiResponse get(ApiRequest request) {
        return gate.anyone(request, (call, organization, caller) -> ApiResponse.json(200, body(organization, caller)));
    }

    /** The display name of the token that asks; null for other credentials. */
    public String about(ApiRequest request) {
        return gate.callingToken(request).orElse(null);
    }

    private static Map<String, Object> body(Organization organization, Caller caller) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("authenticatedUser", identity(caller));
        body.put("authorizedUser", identity(caller));
        body.put("instanceId", organization.id().toString());
        body.put(
                "deploymentId",
                UUID.nameUUIDFromBytes("deployment".getBytes(StandardCharsets.UTF_8))
                        .toString());
        body.put("deploymentType", "hosted");
        return body;
    }

    private static Map<String, Object> identity(Caller caller) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("id", caller.id().toString());
        identity.put("descriptor", "Microsoft.IdentityModel.Claims.ClaimsIdentity;" + caller.name());
        identity.put("providerDisplayName", caller.name());
        identity.put("isActive", true);
        identity.put("properties", Map.of("Account", Map.of("$type", "System.String", "$value", caller.name())));
        return identity;
    }
}
