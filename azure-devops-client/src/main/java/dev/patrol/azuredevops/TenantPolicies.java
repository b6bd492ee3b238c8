package dev.patrol.azuredevops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * What an organization's tenant prescribes. No document describes this route, and it may change or be refused: whoever reads it
 * has to do without. Every method throws {@link AzureDevOpsException}.
 *
 * <p>Source: the tools AZDOPS (Get-ADOPSTenantPolicy) and maester (Test-AzdoEnforce...), which read it so.
 */
public final class TenantPolicies {
    private final URI service;
    private final Transport transport;

    TenantPolicies(URI service, Transport transport) {
        this.service = service;
        this.transport = transport;
    }

    /** @param name without its prefix, for example {@code RestrictGlobalPersonalAccessToken} */
    public TenantPolicy read(String organization, String name) {
        Call call = Call.of("GET", service, organization, "TenantPolicy/Policies/TenantPolicy." + Call.segment(name));
        JsonNode json = transport.jsonOf(call, transport.send(call));
        if (!json.path("value").isBoolean()) {
            throw new UnexpectedAnswer(call + ": the answer does not say whether the policy is on.");
        }
        Map<String, String> properties = new HashMap<>();
        json.path("properties")
                .properties()
                .forEach(property ->
                        properties.put(property.getKey(), property.getValue().asText()));
        return new TenantPolicy(name, json.path("value").asBoolean(), properties);
    }
}
