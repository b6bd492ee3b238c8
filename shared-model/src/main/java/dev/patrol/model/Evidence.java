package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * One audit entry that a finding rests on.
 *
 * @param entryId the entry's id in the audit log
 * @param actionId for example {@code Git.RefUpdatePoliciesBypassed}
 * @param ipAddress IPv4 or IPv6; null where the log has none
 * @param userAgent null where the log has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        @JsonProperty(required = true) String entryId,
        @JsonProperty(required = true) Instant timestamp,
        @JsonProperty(required = true) String actionId,
        String ipAddress,
        String userAgent) {
    public Evidence {
        requireNonNull(entryId, "entryId");
        requireNonNull(timestamp, "timestamp");
        requireNonNull(actionId, "actionId");
    }
}
