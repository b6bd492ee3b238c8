package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A command was not carried out, and will not be.
 *
 * @param commandId the command's {@code ce_id}
 * @param commandType the command's {@code ce_type}
 * @param organization null where the command names none, or could not be read so far
 * @param requestedBy who asked for it, as the command says; null where it could not be read so far
 * @param severity HIGH where it looks like an attempt of somebody who may not, or like a replay
 * @param code stable word for programs, for example {@code unknown-token}
 * @param reason one sentence for people
 * @param remedy what a person can do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandRefused(
        @JsonProperty(required = true) String commandId,
        @JsonProperty(required = true) String commandType,
        String organization,
        String requestedBy,
        @JsonProperty(required = true) Severity severity,
        @JsonProperty(required = true) String code,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String remedy)
        implements Event {
    public CommandRefused {
        requireNonNull(commandId, "commandId");
        requireNonNull(commandType, "commandType");
        requireNonNull(severity, "severity");
        requireNonNull(code, "code");
        requireNonNull(reason, "reason");
        requireNonNull(remedy, "remedy");
    }

    @Override
    public String recordKey() {
        return commandId;
    }

    @Override
    public String subject() {
        return organization == null ? commandId : organization;
    }

    @Override
    public Optional<String> identity() {
        return Optional.of(commandId + "/" + code);
    }
}
