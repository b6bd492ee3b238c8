package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.TokenName;
import java.util.Locale;

/**
 * From now on a lineage is to be as declared. No token is touched by it.
 *
 * @param displayName with or without version suffix; there need not be such a token yet
 * @param declaration null: what was declared holds no longer, and the settings alone do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeclareToken(
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) String displayName,
        Declaration declaration,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String requestedBy)
        implements Command {
    public DeclareToken {
        requireNonNull(organization, "organization");
        displayName = TokenName.wellFormed(requireNonNull(displayName, "displayName"));
        requireNonNull(reason, "reason");
        requireNonNull(requestedBy, "requestedBy");
    }

    @Override
    public String concernedOrganization() {
        return organization.toLowerCase(Locale.ROOT);
    }

    @Override
    public String recordKey() {
        return Lineage.of(organization, displayName).secretName();
    }
}
