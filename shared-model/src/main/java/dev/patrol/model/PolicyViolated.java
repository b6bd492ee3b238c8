package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Optional;

/**
 * A token, or an organization as a whole, is not as the policy wants it.
 *
 * @param organization the organization concerned
 * @param token the token concerned; null where it is the organization
 * @param policy stable name of the policy, for example {@code no-full-scope}
 * @param found what was found, for people
 * @param allowed what the policy allows, for people
 * @param remedy what a person can do
 * @param response what is asked of the rotator; null where people are only told
 * @param dryRun whether the response is only what would be asked for
 * @param shortenTo when the token is to die; null where it is not to be shortened
 * @param revision how often this finding was told before, with other words or before it was mended; null for never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyViolated(
        @JsonProperty(required = true) String organization,
        Token token,
        @JsonProperty(required = true) String policy,
        @JsonProperty(required = true) Severity severity,
        @JsonProperty(required = true) String found,
        @JsonProperty(required = true) String allowed,
        @JsonProperty(required = true) String remedy,
        PolicyResponse response,
        boolean dryRun,
        Instant shortenTo,
        Integer revision)
        implements Event {
    @JsonCreator
    public PolicyViolated {
        requireNonNull(organization, "organization");
        requireNonNull(policy, "policy");
        requireNonNull(severity, "severity");
        requireNonNull(found, "found");
        requireNonNull(allowed, "allowed");
        requireNonNull(remedy, "remedy");
    }

    /** A finding that people are told of, for the first time. */
    public PolicyViolated(
            String organization,
            Token token,
            String policy,
            Severity severity,
            String found,
            String allowed,
            String remedy) {
        this(organization, token, policy, severity, found, allowed, remedy, null, false, null, null);
    }

    public static PolicyViolated by(
            Token token, String policy, Severity severity, String found, String allowed, String remedy) {
        return new PolicyViolated(token.organization(), token, policy, severity, found, allowed, remedy);
    }

    /** Patrol copies no token with full access. The same words whoever finds it, so that it is told once. */
    public static PolicyViolated fullScope(Token token) {
        return by(
                token,
                "no-full-scope",
                Severity.HIGH,
                "The token has full access (" + Token.FULL_SCOPE + ").",
                "Tokens with named scopes. Patrol does not copy a token with full access.",
                "Create a token with only the scopes that its dependents need, store it as " + token.secretName()
                        + ", and revoke this one.");
    }

    /** The same finding, told once more. */
    public PolicyViolated withRevision(int times) {
        return new PolicyViolated(
                organization, token, policy, severity, found, allowed, remedy, response, dryRun, shortenTo, times);
    }

    /** The same finding, of which people are told only. */
    public PolicyViolated asDryRun() {
        return new PolicyViolated(
                organization, token, policy, severity, found, allowed, remedy, response, true, shortenTo, revision);
    }

    /** Whether the rotator is to do it, and not only to know that it would be asked for. */
    public boolean asksFor(PolicyResponse wanted) {
        boolean isWhole = token != null && (wanted != PolicyResponse.SHORTEN || shortenTo != null);
        return response == wanted && !dryRun && isWhole;
    }

    /** What is violated by whom, whatever the words. */
    @JsonIgnore
    public String findingKey() {
        return organization + "/" + (token == null ? "" : token.authorizationId()) + "/" + policy;
    }

    @Override
    public String recordKey() {
        return token == null ? organization : token.secretName();
    }

    @Override
    public String subject() {
        return token == null ? organization : token.lineage().toString();
    }

    /** A finding is told once, and again when it changes. */
    @Override
    public Optional<String> identity() {
        return Optional.of((token == null ? organization : token.authorizationId()) + "/" + policy + "/" + found
                + (revision == null ? "" : "/" + revision));
    }
}
