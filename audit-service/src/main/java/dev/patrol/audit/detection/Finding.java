package dev.patrol.audit.detection;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.Evidence;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * An incident that was not told yet.
 *
 * @param incident its id
 * @param response what the rule asks for
 * @param doubt why a person has to decide on it nevertheless, in one sentence
 */
public record Finding(
        @JsonProperty(required = true) String incident,
        @JsonProperty(required = true) String rule,
        @JsonProperty(required = true) Severity severity,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) List<Evidence> evidence,
        @JsonProperty(required = true) Response response,
        Optional<String> doubt) {}
