package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Issue anew what a break-glass revoked, into the same secrets. A token that was revoked for good comes back only where the
 * filter has exactly its display name.
 *
 * @param filter refused where it has an owner: whose a dead token was is not known
 * @param dependent glob ({@code *}, {@code ?}) over the names of registered dependents: only what they read; null for all
 * @param includeCompromised whether tokens that were found compromised come back too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Restore(
        @JsonProperty(required = true) TokenFilter filter,
        String dependent,
        boolean includeCompromised,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String requestedBy)
        implements Command {
    public Restore {
        requireNonNull(filter, "filter");
        requireNonNull(reason, "reason");
        requireNonNull(requestedBy, "requestedBy");
    }

    /** Whoever reads the secrets. */
    public Restore(TokenFilter filter, boolean includeCompromised, String reason, String requestedBy) {
        this(filter, null, includeCompromised, reason, requestedBy);
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
