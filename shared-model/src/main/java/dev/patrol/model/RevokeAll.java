package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Break the glass: revoke every token that the filter chooses.
 *
 * @param confirmation the expiring proof that a person has seen what will die; null where none is demanded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevokeAll(
        @JsonProperty(required = true) TokenFilter filter,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String requestedBy,
        boolean rotateAfterwards,
        String confirmation)
        implements Command {
    public RevokeAll {
        requireNonNull(filter, "filter");
        requireNonNull(reason, "reason");
        requireNonNull(requestedBy, "requestedBy");
    }

    @Override
    public String recordKey() {
        return filter.organization();
    }
}
