package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A command was carried out. What came of it for each token is told by the events of that token.
 *
 * @param commandId the command's {@code ce_id}
 * @param commandType the command's {@code ce_type}
 * @param requestedBy who asked for it, as the command says
 * @param outcome one sentence for people
 */
public record CommandCompleted(
        @JsonProperty(required = true) String commandId,
        @JsonProperty(required = true) String commandType,
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) String requestedBy,
        @JsonProperty(required = true) String outcome)
        implements Event {
    public CommandCompleted {
        requireNonNull(commandId, "commandId");
        requireNonNull(commandType, "commandType");
        requireNonNull(organization, "organization");
        requireNonNull(requestedBy, "requestedBy");
        requireNonNull(outcome, "outcome");
    }

    @Override
    public String recordKey() {
        return commandId;
    }

    @Override
    public String subject() {
        return organization;
    }

    @Override
    public Optional<String> identity() {
        return Optional.of(commandId);
    }
}
