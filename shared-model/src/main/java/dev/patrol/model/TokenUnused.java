package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Optional;

/**
 * No audited action was done with a token for long. The audit log does not show reads, so this is a hint, no proof.
 *
 * @param lastUsed time of its last audited action; null where none was ever seen
 * @param daysIdle whole days since then, or since its creation
 * @param response what is asked for: to tell people, or to revoke it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenUnused(
        @JsonProperty(required = true) Token token,
        Instant lastUsed,
        @JsonProperty(required = true) int daysIdle,
        @JsonProperty(required = true) Response response)
        implements Event {
    public TokenUnused {
        requireNonNull(token, "token");
        requireNonNull(response, "response");
        if (response == Response.ROTATE) {
            throw new IllegalArgumentException("Nobody needs a successor of a token that is not used");
        }
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
        return Optional.of(token.authorizationId() + "/" + (lastUsed == null ? token.validFrom() : lastUsed));
    }
}
