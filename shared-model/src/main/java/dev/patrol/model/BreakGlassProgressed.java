package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a break-glass has come. Said every second or so; what counts is the {@link BreakGlassEnded} at its end.
 *
 * @param commandId the command's {@code ce_id}
 */
public record BreakGlassProgressed(
        @JsonProperty(required = true) String commandId,
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) Phase phase,
        @JsonProperty(required = true) BreakGlassAccount account)
        implements Event {
    public BreakGlassProgressed {
        requireNonNull(commandId, "commandId");
        requireNonNull(organization, "organization");
        requireNonNull(phase, "phase");
        requireNonNull(account, "account");
    }

    /** What is being done. */
    public enum Phase {
        /** The users and their tokens are listed. */
        LISTING,
        /** Tokens are revoked, most powerful first. */
        REVOKING,
        /** What was made meanwhile is looked for, and whether all are dead. */
        SWEEPING
    }

    @Override
    public String recordKey() {
        return commandId;
    }

    @Override
    public String subject() {
        return organization;
    }
}
