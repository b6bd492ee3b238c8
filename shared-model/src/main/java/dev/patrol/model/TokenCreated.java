package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.util.Optional;

/**
 * A token was created by a command; it is stored and was seen to authenticate.
 *
 * @param requestedBy who asked for it, as the command says
 */
public record TokenCreated(
        @JsonProperty(required = true) Token token,
        @JsonProperty(required = true) SecretVersion secret,
        @JsonProperty(required = true) String requestedBy)
        implements Event {
    public TokenCreated {
        requireNonNull(token, "token");
        requireNonNull(secret, "secret");
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
        return Optional.of(token.authorizationId().toString());
    }
}
