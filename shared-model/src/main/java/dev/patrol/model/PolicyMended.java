package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.util.Optional;

/**
 * A finding that was told by {@link PolicyViolated} is one no more.
 *
 * @param token the token concerned; null where it is the organization
 * @param found what had been found
 * @param reason why it is none any more, in one sentence for people
 * @param revision as the finding's; null where it had none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyMended(
        @JsonProperty(required = true) String organization,
        Token token,
        @JsonProperty(required = true) String policy,
        @JsonProperty(required = true) String found,
        @JsonProperty(required = true) String reason,
        Integer revision)
        implements Event {
    public PolicyMended {
        requireNonNull(organization, "organization");
        requireNonNull(policy, "policy");
        requireNonNull(found, "found");
        requireNonNull(reason, "reason");
    }

    public static PolicyMended of(PolicyViolated finding, String reason) {
        return new PolicyMended(
                finding.organization(), finding.token(), finding.policy(), finding.found(), reason, finding.revision());
    }

    @Override
    public String recordKey() {
        return token == null ? organization : token.secretName();
    }

    @Override
    public String subject() {
        return token == null ? organization : token.lineage().toString();
    }

    /** The end of one finding as it was told last. */
    @Override
    public Optional<String> identity() {
        return Optional.of((token == null ? organization : token.authorizationId()) + "/" + policy + "/" + found
                + (revision == null ? "" : "/" + revision));
    }
}
