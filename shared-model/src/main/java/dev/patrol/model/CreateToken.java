package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.TokenName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Create a token and store it. Whether it may be is for the rotator's rules to say, which never allow full scope.
 *
 * @param validity how long it lives
 * @param secretName null for the name that follows from the display name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CreateToken(
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) String displayName,
        @JsonProperty(required = true) List<String> scopes,
        @JsonProperty(required = true) Duration validity,
        String secretName,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String requestedBy)
        implements Command {
    public CreateToken {
        requireNonNull(organization, "organization");
        displayName = TokenName.wellFormed(requireNonNull(displayName, "displayName"));
        scopes = List.copyOf(scopes);
        requireNonNull(validity, "validity");
        requireNonNull(reason, "reason");
        requireNonNull(requestedBy, "requestedBy");
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("A token is created with scopes");
        }
    }

    @Override
    public String concernedOrganization() {
        return organization.toLowerCase(Locale.ROOT);
    }

    @Override
    public String recordKey() {
        return secretName != null
                ? secretName
                : Lineage.of(organization, displayName).secretName();
    }
}
