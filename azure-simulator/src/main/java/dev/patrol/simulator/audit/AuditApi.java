package dev.patrol.simulator.audit;

import dev.patrol.simulator.access.Caller;
import dev.patrol.simulator.access.Gate;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.http.ApiVersions;
import dev.patrol.simulator.http.AzureTime;
import dev.patrol.simulator.http.Envelope;
import dev.patrol.simulator.http.NumberParameter;
import dev.patrol.simulator.tenant.Organization;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The audit API (audit.json 7.1). The continuation token is the id of the last entry, as in the published example. */
public final class AuditApi {

    private static final String SCOPE = "vso.auditlog";
    private static final int DEFAULT_BATCH = 200;
    private static final int LARGEST_BATCH = 100_000;

    private final Gate gate;
    private final AuditTrail trail;
    private final Clock clock;

    public AuditApi(Gate gate, AuditTrail trail, Clock clock) {
        this.gate = gate;
        this.trail = trail;
        this.clock = clock;
    }

    public ApiResponse log(ApiRequest request) {
        return gate.scoped(request, SCOPE, this::log);
    }

    public ApiResponse actions(ApiRequest request) {
        return gate.scoped(request, SCOPE, (call, organization, caller) -> ApiVersions.refusal(call, false, true)
                .orElseGet(() -> listed(call)));
    }

    private static ApiResponse listed(ApiRequest call) {
        List<Map<String, String>> actions = AuditAction.inArea(call.query("areaName")).stream()
                .map(action ->
                        Map.of("area", action.area(), "category", action.category(), "actionId", action.actionId()))
                .toList();
        return ApiResponse.json(200, Map.of("count", actions.size(), "value", actions));
    }

    private ApiResponse log(ApiRequest request, Organization organization, Caller caller) {
        Optional<ApiResponse> refusal = ApiVersions.refusal(request, false, true);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Instant> start = request.query("startTime").flatMap(AzureTime::parse);
        Optional<Instant> end = request.query("endTime").flatMap(AzureTime::parse);
        if (start.isEmpty() && request.query("startTime").isPresent()
                || end.isEmpty() && request.query("endTime").isPresent()) {
            return Envelope.badArgument("startTime and endTime must be times of the form 2026-01-31T12:00:00Z.");
        }
        Optional<Integer> batch = NumberParameter.read(request, "batchSize", DEFAULT_BATCH, 1, LARGEST_BATCH);
        if (batch.isEmpty()) {
            return Envelope.badArgument("batchSize must be a number between 1 and " + LARGEST_BATCH + ".");
        }
        Optional<String> after = request.query("continuationToken").filter(token -> !token.isEmpty());
        AuditLog.Page page = trail.of(organization).page(start, end, after, batch.get(), clock.instant());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "decoratedAuditLogEntries",
                page.entries().stream().map(AuditEntry::body).toList());
        body.put("continuationToken", page.continuationToken());
        body.put("hasMore", page.hasMore());
        return ApiResponse.json(200, body);
    }
}
