package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.util.Optional;

/**
 * What a command asks of a lineage, once it was found allowed and its token found: so that the lineage's records stay in order,
 * whatever the command itself was keyed by. Said by the rotator to itself.
 *
 * @param commandId the command's {@code ce_id}
 * @param tokenRevoked whether the token is being revoked at once; otherwise it is rotated as one that is due
 * @param successorWanted whether its dependents get a successor
 * @param requestedBy who asked for it, as the command says
 */
public record RotationRequested(
        @JsonProperty(required = true) String commandId,
        @JsonProperty(required = true) Token token,
        @JsonProperty(required = true) boolean tokenRevoked,
        @JsonProperty(required = true) boolean successorWanted,
        @JsonProperty(required = true) String requestedBy)
        implements Event {
    public RotationRequested {
        requireNonNull(commandId, "commandId");
        requireNonNull(token, "token");
        requireNonNull(requestedBy, "requestedBy");
    }

    @Override
    public String recordKey() {
        return token.secretName();
    }

    @Override
    public String subject() {
        return token.lineage().toString();
    }

    @Override
    public Optional<String> identity() {
        return Optional.of(commandId + "/" + token.authorizationId());
    }
}
