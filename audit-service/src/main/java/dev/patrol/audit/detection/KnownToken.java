package dev.patrol.audit.detection;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.time.Instant;

/**
 * What rules ask of a token of the inventory.
 *
 * @param authorizationId in lower case
 * @param knownAt when it was seen to be so
 */
public record KnownToken(
        @JsonProperty(required = true) String authorizationId,
        @JsonProperty(required = true) String secretName,
        @JsonProperty(required = true) String displayName,
        @JsonProperty(required = true) Instant validTo,
        @JsonProperty(required = true) Instant knownAt) {
    public static KnownToken of(Token token, Instant knownAt) {
        return new KnownToken(
                token.authorizationId().toString(), token.secretName(), token.displayName(), token.validTo(), knownAt);
    }
}
