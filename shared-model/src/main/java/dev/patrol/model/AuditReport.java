package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to an organization's tokens in a week. A record has room for the weightiest of each list; how many there are in
 * all is in the totals.
 *
 * @param from beginning of the week, inclusive
 * @param to end of the week, exclusive
 * @param created made within the week, newest first
 * @param usage most used first
 * @param unused live tokens that were announced as unused and not used since, longest idle first
 * @param expiring live tokens that die within 30 days of the week's end, soonest first
 * @param incidents findings of the week, most severe first
 * @param advice live tokens that something better could replace, most used first
 */
public record AuditReport(
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) Instant from,
        @JsonProperty(required = true) Instant to,
        @JsonProperty(required = true) List<Created> created,
        @JsonProperty(required = true) List<Usage> usage,
        @JsonProperty(required = true) List<Token> unused,
        @JsonProperty(required = true) List<Token> expiring,
        @JsonProperty(required = true) List<Incident> incidents,
        @JsonProperty(required = true) Totals totals,
        @JsonProperty(required = true) List<Advice> advice)
        implements Event {
    public AuditReport {
        requireNonNull(organization, "organization");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        created = List.copyOf(created);
        usage = List.copyOf(usage);
        unused = List.copyOf(unused);
        expiring = List.copyOf(expiring);
        incidents = List.copyOf(incidents);
        requireNonNull(totals, "totals");
        advice = List.copyOf(advice);
    }

    @Override
    public String recordKey() {
        return organization;
    }

    @Override
    public Optional<String> identity() {
        return Optional.of(organization + "/" + from + "/" + to);
    }

    /** A token made within the week, and by whom (null where the log does not say). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Created(@JsonProperty(required = true) Token token, String createdBy) {
        public Created {
            requireNonNull(token, "token");
        }
    }

    /**
     * Audited actions of a token within the week.
     *
     * @param addresses how many IP addresses they came from; counted up to 1000
     */
    public record Usage(
            @JsonProperty(required = true) Token token,
            @JsonProperty(required = true) long actions,
            @JsonProperty(required = true) int addresses) {
        public Usage {
            requireNonNull(token, "token");
        }
    }

    /**
     * A finding of the week.
     *
     * @param tokenName what people call the token, or as much of its id as is known
     */
    public record Incident(
            @JsonProperty(required = true) String tokenName,
            @JsonProperty(required = true) String rule,
            @JsonProperty(required = true) Severity severity,
            @JsonProperty(required = true) Instant at) {
        public Incident {
            requireNonNull(tokenName, "tokenName");
            requireNonNull(rule, "rule");
            requireNonNull(severity, "severity");
            requireNonNull(at, "at");
        }
    }

    /**
     * How many there are in all, also those that the lists have no room for.
     *
     * @param rotations tokens that got a successor within the week
     * @param failures rotations of which a failure was announced within the week
     * @param violations findings against a policy that were announced within the week
     * @param incidents findings of the week in the audit log
     * @param created tokens made within the week, also those that the inventory does not know
     * @param used tokens used within the week, also those that the inventory does not know
     */
    public record Totals(
            @JsonProperty(required = true) long rotations,
            @JsonProperty(required = true) long failures,
            @JsonProperty(required = true) long violations,
            @JsonProperty(required = true) long incidents,
            @JsonProperty(required = true) long created,
            @JsonProperty(required = true) long used,
            @JsonProperty(required = true) long unused,
            @JsonProperty(required = true) long expiring,
            @JsonProperty(required = true) long advised) {}

    /** What could replace a token, in one sentence. */
    public record Advice(
            @JsonProperty(required = true) Token token,
            @JsonProperty(required = true) String sentence) {
        public Advice {
            requireNonNull(token, "token");
            requireNonNull(sentence, "sentence");
        }
    }
}
