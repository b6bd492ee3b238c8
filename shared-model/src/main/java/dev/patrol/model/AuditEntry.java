package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Lineage;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of an organization's audit log that concerns a token.
 *
 * @param entryId unique in its organization
 * @param tokenReference the token's authorization id, or the first part of it (8 characters or more) where the log cuts
 *     it; empty where the entry is about a token that it does not name
 * @param lineage of the token, where the inventory knows it; may be null
 * @param authenticationMechanism as logged, for example {@code PAT authorizationId: <uuid>}; may be null
 * @param data free-form details of the action
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) String entryId,
        @JsonProperty(required = true) Instant timestamp,
        @JsonProperty(required = true) String actionId,
        @JsonProperty(required = true) String tokenReference,
        Lineage lineage,
        String authenticationMechanism,
        String area,
        String category,
        String actorUserId,
        String actorUpn,
        String actorDisplayName,
        String ipAddress,
        String userAgent,
        String projectName,
        String details,
        Map<String, Object> data)
        implements Event {
    public AuditEntry {
        requireNonNull(organization, "organization");
        requireNonNull(entryId, "entryId");
        requireNonNull(timestamp, "timestamp");
        requireNonNull(actionId, "actionId");
        requireNonNull(tokenReference, "tokenReference");
        // Not Map.copyOf: the log's data has null values.
        data = data == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    @Override
    public String recordKey() {
        return tokenReference.isEmpty() ? organization : tokenReference;
    }

    @Override
    public Optional<String> identity() {
        return Optional.of(organization + "/" + entryId);
    }
}
