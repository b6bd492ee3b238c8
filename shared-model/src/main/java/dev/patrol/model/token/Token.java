package dev.patrol.model.token;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What Patrol says of a personal access token; never its value.
 *
 * @param organization name of the Azure DevOps organization, in lower case
 * @param authorizationId Azure DevOps' id of this one generation
 * @param displayName free text from people: any Unicode, line breaks, not unique
 * @param lineage what stays the same over all generations
 * @param secretName name of the secret that holds the lineage's value
 * @param scopes for example {@code vso.code}; {@code app_token} is full access
 * @param validFrom when it was created
 * @param validTo when it dies by itself
 * @param allOrganizations whether it is a global token, good for every organization of its owner
 * @param owner whose token it is, as a mail address or user name where known; may be null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Token(
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) UUID authorizationId,
        @JsonProperty(required = true) String displayName,
        @JsonProperty(required = true) Lineage lineage,
        @JsonProperty(required = true) String secretName,
        @JsonProperty(required = true) List<String> scopes,
        @JsonProperty(required = true) Instant validFrom,
        @JsonProperty(required = true) Instant validTo,
        boolean allOrganizations,
        String owner) {
    /** Azure DevOps' name of the full-access scope. */
    public static final String FULL_SCOPE = "app_token";

    public Token {
        requireNonNull(organization, "organization");
        requireNonNull(authorizationId, "authorizationId");
        displayName = TokenName.wellFormed(requireNonNull(displayName, "displayName"));
        requireNonNull(lineage, "lineage");
        requireNonNull(secretName, "secretName");
        scopes = List.copyOf(scopes);
        requireNonNull(validFrom, "validFrom");
        requireNonNull(validTo, "validTo");
    }

    /** A token as Azure DevOps describes it, with the lineage and secret name that follow from its name. */
    public static Token of(
            String organization,
            UUID authorizationId,
            String displayName,
            List<String> scopes,
            Instant validFrom,
            Instant validTo,
            boolean allOrganizations,
            Optional<String> owner) {
        Lineage lineage = Lineage.of(organization, displayName);
        return new Token(
                lineage.organization(),
                authorizationId,
                displayName,
                lineage,
                lineage.secretName(),
                scopes,
                validFrom,
                validTo,
                allOrganizations,
                owner.orElse(null));
    }

    @JsonIgnore
    public boolean isFullScope() {
        return Scopes.areFull(scopes);
    }

    /** Name that the one successor of this token gets. */
    public String successorName() {
        return TokenName.successorOf(displayName, authorizationId, validTo);
    }
}
