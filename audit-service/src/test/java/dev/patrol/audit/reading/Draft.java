package dev.patrol.audit.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.simulator.audit.AuditDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An entry that a test puts into the simulated audit log. */
record Draft(
        String actionId,
        Instant timestamp,
        Duration late,
        String mechanism,
        ObjectNode data,
        Map<String, JsonNode> fields) {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String BY_PAT = "PAT authorizationId: ";

    static Draft doneWith(String authorizationId) {
        return new Draft(
                "Git.CreateRepo", null, Duration.ZERO, BY_PAT + authorizationId, JSON.createObjectNode(), Map.of());
    }

    static Draft doneTo(String authorizationId, String actionId) {
        ObjectNode data = JSON.createObjectNode().put("AuthorizationId", authorizationId);
        return new Draft(actionId, null, Duration.ZERO, "FedAuth", data, Map.of());
    }

    Draft at(Instant time) {
        return new Draft(actionId, time, late, mechanism, data, fields);
    }

    Draft lateBy(Duration lateness) {
        return new Draft(actionId, timestamp, lateness, mechanism, data, fields);
    }

    Draft by(String authenticationMechanism) {
        return new Draft(actionId, timestamp, late, authenticationMechanism, data, fields);
    }

    Draft withData(ObjectNode free) {
        return new Draft(actionId, timestamp, late, mechanism, free, fields);
    }

    Draft with(String field, JsonNode value) {
        Map<String, JsonNode> all = new LinkedHashMap<>(fields);
        all.put(field, value);
        return new Draft(actionId, timestamp, late, mechanism, data, all);
    }

    AuditDraft of(String organization) {
        return new AuditDraft(
                organization,
                actionId,
                timestamp,
                late.toMillis(),
                null,
                null,
                mechanism,
                "192.0.2.7",
                "git/2.50",
                null,
                null,
                null,
                null,
                data,
                fields);
    }
}
