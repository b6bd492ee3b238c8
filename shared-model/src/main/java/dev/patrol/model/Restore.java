package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Issue anew what a break-glass revoked, into the same secrets.
 *
 * @param includeCompromised whether tokens that were found compromised come back too
 */
public record Restore(
        @JsonProperty(required = true) TokenFilter filter,
        boolean includeCompromised,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String requestedBy)
        implements Command {
    public Restore {
        requireNonNull(filter, "filter");
        requireNonNull(reason, "reason");
        requireNonNull(requestedBy, "requestedBy");
    }

    @Override
    public String concernedOrganization() {
        return filter.organization().toLowerCase(Locale.ROOT);
    }

    @Override
    public String recordKey() {
        return filter.organization();
    }
}
