package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Optional;

/**
 * A token was revoked and is dead.
 *
 * @param reason one sentence for people
 * @param requestedBy who asked for it; null where Patrol did it by itself
 * @param unacknowledged dependents that had not said that they use the successor when the overlap ended
 * @param forGood whether it was revoked on purpose and nobody is to get a successor, so that a restore has to name it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenRevoked(
        @JsonProperty(required = true) Token token,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) Trigger trigger,
        String requestedBy,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> unacknowledged,
        boolean forGood)
        implements Event {
    public TokenRevoked {
        requireNonNull(token, "token");
        requireNonNull(reason, "reason");
        requireNonNull(trigger, "trigger");
        unacknowledged = unacknowledged == null ? List.of() : List.copyOf(unacknowledged);
    }

    /** One whose lineage goes on, or may. */
    public TokenRevoked(Token token, String reason, Trigger trigger, String requestedBy, List<String> unacknowledged) {
        this(token, reason, trigger, requestedBy, unacknowledged, false);
    }

    /** A revocation that no dependent was waited for. */
    public static TokenRevoked of(Token token, String reason, Trigger trigger, String requestedBy) {
        return new TokenRevoked(token, reason, trigger, requestedBy, List.of());
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
