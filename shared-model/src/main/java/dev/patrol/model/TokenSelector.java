package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.TokenName;
import java.util.UUID;

/**
 * Which one token is meant: by exactly one of its authorization id, its secret's name or its display name.
 *
 * @param organization whose token it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenSelector(
        @JsonProperty(required = true) String organization,
        UUID authorizationId,
        String secretName,
        String displayName) {
    public TokenSelector {
        requireNonNull(organization, "organization");
        displayName = displayName == null ? null : TokenName.wellFormed(displayName);
        long given = (authorizationId == null ? 0 : 1) + (secretName == null ? 0 : 1) + (displayName == null ? 0 : 1);
        if (given != 1) {
            throw new IllegalArgumentException(
                    "A token is chosen by exactly one of authorizationId, secretName and displayName");
        }
    }

    public static TokenSelector byAuthorizationId(String organization, UUID authorizationId) {
        return new TokenSelector(organization, authorizationId, null, null);
    }

    public static TokenSelector bySecretName(String organization, String secretName) {
        return new TokenSelector(organization, null, secretName, null);
    }

    public static TokenSelector byDisplayName(String organization, String displayName) {
        return new TokenSelector(organization, null, null, displayName);
    }

    /** The secret's name where it follows from what is given, so that a token's commands stay in order; else its id. */
    @JsonIgnore
    String recordKey() {
        if (secretName != null) {
            return secretName;
        }
        return displayName != null ? Lineage.of(organization, displayName).secretName() : authorizationId.toString();
    }
}
