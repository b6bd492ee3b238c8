package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Optional;

/**
 * The audit log shows what a sound token does not do.
 *
 * @param incident id of the incident: repeats within its window have the same
 * @param rule name of the rule, as in the documentation
 * @param reason one sentence for people: why the rule says so
 * @param response what is asked for
 */
public record TokenCompromised(
        @JsonProperty(required = true) Token token,
        @JsonProperty(required = true) String incident,
        @JsonProperty(required = true) String rule,
        @JsonProperty(required = true) Severity severity,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) List<Evidence> evidence,
        @JsonProperty(required = true) Response response)
        implements Event {
    public TokenCompromised {
        requireNonNull(token, "token");
        requireNonNull(incident, "incident");
        requireNonNull(rule, "rule");
        requireNonNull(severity, "severity");
        requireNonNull(reason, "reason");
        evidence = List.copyOf(evidence);
        requireNonNull(response, "response");
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
        return Optional.of(incident);
    }
}
