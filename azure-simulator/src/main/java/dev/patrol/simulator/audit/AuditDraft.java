package dev.patrol.simulator.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An entry to put into the audit log by hand. Only the organization and the action are needed.
 *
 * @param timestamp when it happened; null for now
 * @param visibleAfterMillis how long from now until a query finds it
 * @param actor principal name of the actor; null for the service user
 * @param authorizationId token that the action was done with: names the mechanism {@code PAT authorizationId: ...}
 * @param authenticationMechanism the mechanism in full, instead of {@code authorizationId}
 * @param fields any further or other fields of the entry, as they are
 */
public record AuditDraft(
        String organization,
        String actionId,
        Instant timestamp,
        long visibleAfterMillis,
        String actor,
        UUID authorizationId,
        String authenticationMechanism,
        String ipAddress,
        String userAgent,
        String area,
        String category,
        String details,
        String projectName,
        ObjectNode data,
        Map<String, JsonNode> fields) {

    public AuditDraft {
        if (organization == null || organization.isBlank()) {
            throw new IllegalArgumentException("'organization' must name the organization of the audit entry.");
        }
        if (actionId == null || actionId.isBlank()) {
            throw new IllegalArgumentException("'actionId' must name an action, such as Token.PatCreateEvent.");
        }
        if (visibleAfterMillis < 0) {
            throw new IllegalArgumentException("'visibleAfterMillis' must not be negative.");
        }
        fields = fields == null ? Map.of() : new LinkedHashMap<>(fields);
    }
}
