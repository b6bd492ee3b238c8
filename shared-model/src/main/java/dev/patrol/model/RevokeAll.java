package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Break the glass: revoke every token that the filter chooses, of all users where Patrol may, else its own.
 *
 * @param rotateAfterwards whether dependents of tokens that Patrol looks after get successors at once
 * @param dryRun whether nothing is revoked, and it is only told what would be
 * @param ownCredential whether the token by which Patrol itself signs in goes too, last of all
 * @param confirmation the expiring proof that a person has seen what will die, from the answer to the dry run; null for a
 *     dry run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevokeAll(
        @JsonProperty(required = true) TokenFilter filter,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String requestedBy,
        boolean rotateAfterwards,
        boolean dryRun,
        boolean ownCredential,
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
