package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Optional;

/**
 * The audit log shows what a sound token does not do.
 *
 * @param organization whose audit log it is
 * @param tokenReference the token's authorization id, or the first part of it where the log cuts it; empty where the log
 *     names no token
 * @param token null where the inventory does not know it
 * @param actor who acted, as a mail address or user name; null where the log does not say
 * @param incident id of the incident: repeats within its window have the same
 * @param rule name of the rule, as in the documentation
 * @param reason one sentence for people: why the rule says so
 * @param response what is asked for
 * @param withheld what would have been asked for otherwise; null where nothing was withheld
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenCompromised(
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) String tokenReference,
        Token token,
        String actor,
        @JsonProperty(required = true) String incident,
        @JsonProperty(required = true) String rule,
        @JsonProperty(required = true) Severity severity,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) List<Evidence> evidence,
        @JsonProperty(required = true) Response response,
        Withheld withheld)
        implements Event {
    public TokenCompromised {
        requireNonNull(organization, "organization");
        requireNonNull(tokenReference, "tokenReference");
        requireNonNull(incident, "incident");
        requireNonNull(rule, "rule");
        requireNonNull(severity, "severity");
        requireNonNull(reason, "reason");
        evidence = List.copyOf(evidence);
        requireNonNull(response, "response");
    }

    /**
     * A response that is not asked for.
     *
     * @param response what would have been asked for
     * @param because one sentence for people: why a person has to decide
     */
    public record Withheld(
            @JsonProperty(required = true) Response response,
            @JsonProperty(required = true) String because) {
        public Withheld {
            requireNonNull(response, "response");
            requireNonNull(because, "because");
        }
    }

    /** What people call the token: its name, or as much of its id as is known. */
    @JsonIgnore
    public String tokenName() {
        if (token != null) {
            return token.displayName();
        }
        return tokenReference.isEmpty() ? "A token that the audit log does not name" : "Token " + tokenReference;
    }

    /** The same incident, of which only people are told. */
    public TokenCompromised withholding(String because) {
        return new TokenCompromised(
                organization,
                tokenReference,
                token,
                actor,
                incident,
                rule,
                severity,
                reason,
                evidence,
                Response.NOTIFY,
                new Withheld(response, because));
    }

    @Override
    public String recordKey() {
        if (token != null) {
            return token.secretName();
        }
        return tokenReference.isEmpty() ? organization : tokenReference;
    }

    @Override
    public String subject() {
        return token == null
                ? organization + "/" + tokenReference
                : token.lineage().toString();
    }

    @Override
    public Optional<String> identity() {
        return Optional.of(organization + "/" + incident);
    }
}
