package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Optional;

/**
 * A token has a successor that is stored and was seen to authenticate.
 *
 * @param previousDiesAt when the previous token stops working at the latest
 */
public record TokenRotated(
        @JsonProperty(required = true) Token previous,
        @JsonProperty(required = true) Token successor,
        @JsonProperty(required = true) SecretVersion secret,
        @JsonProperty(required = true) Trigger trigger,
        @JsonProperty(required = true) Instant previousDiesAt)
        implements Event {
    public TokenRotated {
        requireNonNull(previous, "previous");
        requireNonNull(successor, "successor");
        requireNonNull(secret, "secret");
        requireNonNull(trigger, "trigger");
        requireNonNull(previousDiesAt, "previousDiesAt");
    }

    @Override
    public String recordKey() {
        return previous.secretName();
    }

    @Override
    public String subject() {
        return previous.lineage().toString();
    }

    @Override
    public Optional<String> identity() {
        return Optional.of(previous.authorizationId() + "/" + successor.authorizationId());
    }
}
