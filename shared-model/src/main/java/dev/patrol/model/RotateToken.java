package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Rotate one token now, whatever its expiry. */
public record RotateToken(
        @JsonProperty(required = true) TokenSelector token,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String requestedBy)
        implements Command {
    public RotateToken {
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
