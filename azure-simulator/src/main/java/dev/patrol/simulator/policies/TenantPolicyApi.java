package dev.patrol.simulator.policies;

import dev.patrol.simulator.access.Gate;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.http.Envelope;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The undocumented route by which tools read the tenant's policies on tokens. Its properties are texts, lists among them
 * as JSON in a text.
 */
public final class TenantPolicyApi {

    private final Gate gate;
    private final PolicySwitches policies;

    public TenantPolicyApi(Gate gate, PolicySwitches policies) {
        this.gate = gate;
        this.policies = policies;
    }

    public ApiResponse get(ApiRequest request) {
        return gate.scoped(request, "vso.tokenadministration", (call, organization, caller) -> {
            Policies inForce = policies.current();
            String name = call.path("policy");
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("AllowedUsersAndGroupObjectIds", "[]");
            return switch (name) {
                case "RestrictGlobalPersonalAccessToken" -> answer(name, inForce.restrictGlobal(), properties);
                case "RestrictFullScopePersonalAccessToken" -> answer(name, inForce.restrictFullScope(), properties);
                case "RestrictPersonalAccessTokenLifespan" -> {
                    if (inForce.maximumLifespanDays() != null) {
                        properties.put("MaxPatLifespanInDays", Integer.toString(inForce.maximumLifespanDays()));
                    }
                    yield answer(name, inForce.maximumLifespanDays() != null, properties);
                }
                case "EnableLeakedPersonalAccessTokenAutoRevocation" -> answer(name, true, Map.of());
                default ->
                    Envelope.error(
                            404, "PolicyNotFoundException", "The policy TenantPolicy." + name + " was not found.");
            };
        });
    }

    private static ApiResponse answer(String name, boolean value, Map<String, String> properties) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", "TenantPolicy." + name);
        body.put("value", value);
        body.put("properties", properties);
        return ApiResponse.json(200, body);
    }
}
