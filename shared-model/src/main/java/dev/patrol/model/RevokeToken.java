package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Revoke one token now.
 *
 * @param rotateAfterwards whether its dependents get a successor
 */
public record RevokeToken(
        @JsonProperty(required = true) TokenSelector token,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String requestedBy,
        boolean rotateAfterwards)
        implements Command {
    public RevokeToken {
        requireNonNull(token, "token");
        requireNonNull(reason, "reason");
        requireNonNull(requestedBy, "requestedBy");
    }

    @Override
    public String concernedOrganization() {
        return token.organization().toLowerCase(Locale.ROOT);
    }

    @Override
    public String recordKey() {
        return token.recordKey();
    }
}
