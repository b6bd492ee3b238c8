package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.util.Optional;

/**
 * A token was revoked and is dead.
 *
 * @param reason one sentence for people
 * @param requestedBy who asked for it; null where Patrol did it by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenRevoked(
        @JsonProperty(required = true) Token token,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) Trigger trigger,
        String requestedBy)
        implements Event {
    public TokenRevoked {
        requireNonNull(token, "token");
        requireNonNull(reason, "reason");
        requireNonNull(trigger, "trigger");
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
        return Optional.of(token.authorizationId().toString());
    }
}
