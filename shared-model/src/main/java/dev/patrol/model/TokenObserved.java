package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.time.Instant;

/**
 * One line of the inventory: a token and its state at the last scan.
 *
 * @param managed whether Patrol's rules choose this token for rotation
 */
public record TokenObserved(
        @JsonProperty(required = true) Token token,
        @JsonProperty(required = true) TokenState state,
        @JsonProperty(required = true) boolean managed,
        @JsonProperty(required = true) Instant observedAt)
        implements Event {
    public TokenObserved {
        requireNonNull(token, "token");
        requireNonNull(state, "state");
        requireNonNull(observedAt, "observedAt");
    }

    /** The inventory is by generation, so that the compacted topic keeps both of two live tokens of one lineage. */
    @Override
    public String recordKey() {
        return token.authorizationId().toString();
    }

    @Override
    public String subject() {
        return token.lineage().toString();
    }
}
