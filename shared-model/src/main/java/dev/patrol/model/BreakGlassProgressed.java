package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.util.List;

/**
 * How far a break-glass has come. Said every second or so; what counts is the {@link BreakGlassEnded} at its end.
 *
 * @param commandId the command's {@code ce_id}
 * @param tokens those that are about to be revoked; in records of their own, so that all are told of before anything is done
 */
public record BreakGlassProgressed(
        @JsonProperty(required = true) String commandId,
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) Phase phase,
        @JsonProperty(required = true) BreakGlassAccount account,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Token> tokens)
        implements Event {
    /** How many tokens a record has room for. */
    public static final int MOST_LISTED = 200;

    public BreakGlassProgressed {
        requireNonNull(commandId, "commandId");
        requireNonNull(organization, "organization");
        requireNonNull(phase, "phase");
        requireNonNull(account, "account");
        tokens = tokens == null ? List.of() : List.copyOf(tokens);
    }

    /** How far it has come, and nothing that is about to be done. */
    public BreakGlassProgressed(String commandId, String organization, Phase phase, BreakGlassAccount account) {
        this(commandId, organization, phase, account, List.of());
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
