package dev.patrol.simulator.access;

import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.http.Envelope;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Any other resource of Azure DevOps, for reading: an empty list for who has the scope of its area. So a client can see
 * whether a token has the scope that was asked for.
 */
public final class ResourceApi {

    private static final Map<String, String> SCOPES = Map.ofEntries(
            Map.entry("projects", "vso.project"),
            Map.entry("git", "vso.code"),
            Map.entry("tfvc", "vso.code"),
            Map.entry("build", "vso.build"),
            Map.entry("pipelines", "vso.build"),
            Map.entry("packaging", "vso.packaging"),
            Map.entry("release", "vso.release"),
            Map.entry("wit", "vso.work"),
            Map.entry("work", "vso.work"),
            Map.entry("test", "vso.test"),
            Map.entry("dashboard", "vso.dashboards"),
            Map.entry("wiki", "vso.wiki"),
            Map.entry("distributedtask", "vso.agentpools"),
            Map.entry("serviceendpoint", "vso.serviceendpoint"),
            Map.entry("hooks", "vso.hooks"),
            Map.entry("identities", "vso.identity"),
            Map.entry("extensionmanagement", "vso.extension"),
            Map.entry("symbol", "vso.symbols"),
            Map.entry("alert", "vso.advsec"),
            Map.entry("profile", "vso.profile"));

    private final Gate gate;

    public ResourceApi(Gate gate) {
        this.gate = gate;
    }

    public ApiResponse read(ApiRequest request) {
        String area = request.path("area").toLowerCase(Locale.ROOT);
        String scope = SCOPES.get(area);
        if (scope == null) {
            return gate.anyone(
                    request,
                    (call, organization, caller) -> Envelope.error(
                            404,
                            "VssResourceNotFoundException",
                            "The controller for path '" + call.uriPath() + "' was not found."));
        }
        return gate.scoped(
                request,
                scope,
                (call, organization, caller) -> ApiResponse.json(200, Map.of("count", 0, "value", List.of())));
    }
}
