package dev.patrol.audit.detection;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.Evidence;

/**
 * A rule says of one entry that it is suspicious.
 *
 * @param reason one sentence for people
 */
public record Signal(
        @JsonProperty(required = true) String rule,
        @JsonProperty(required = true) Strength strength,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) Evidence evidence) {}
