package dev.patrol.audit.detection.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.time.Instant;

/**
 * A token as it was seen last, by the scanner or by the rotator that made it.
 *
 * @param knownAt when that was
 * @param previous authorization id of the token that it succeeded, as text; null where it was not Patrol that made it
 */
record Inventoried(
        @JsonProperty(required = true) Token token,
        @JsonProperty(required = true) TokenState state,
        @JsonProperty(required = true) Instant knownAt,
        String previous) {}
