package dev.patrol.azuredevops;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry of the audit log ({@code DecoratedAuditLogEntry}, audit/7.1). Everything but the id may be null, also a time that
 * can't be read.
 *
 * @param data free-form details of the action; values may be null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuditLogEntry(
        String id,
        String correlationId,
        String activityId,
        String actorCUID,
        String actorUserId,
        String actorClientId,
        String actorUPN,
        String authenticationMechanism,
        @JsonDeserialize(using = LenientAudit.Time.class) OffsetDateTime timestamp,
        String scopeType,
        String scopeDisplayName,
        String scopeId,
        String projectId,
        String projectName,
        String ipAddress,
        String userAgent,
        String actionId,
        @JsonDeserialize(using = LenientAudit.Data.class) Map<String, Object> data,
        String details,
        String area,
        String category,
        String categoryDisplayName,
        String actorDisplayName,
        String actorImageUrl) {
    public AuditLogEntry {
        // Not Map.copyOf: the log's data has null values.
        data = data == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
