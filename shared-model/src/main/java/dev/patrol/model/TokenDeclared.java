package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Lineage;

/**
 * What is declared of a lineage, until another record of its key says otherwise.
 *
 * @param requestedBy who declared it, as the command says
 */
public record TokenDeclared(
        @JsonProperty(required = true) Lineage lineage,
        @JsonProperty(required = true) String secretName,
        @JsonProperty(required = true) Declaration declaration,
        @JsonProperty(required = true) String requestedBy)
        implements Event {
    public TokenDeclared {
        requireNonNull(lineage, "lineage");
        requireNonNull(secretName, "secretName");
        requireNonNull(declaration, "declaration");
        requireNonNull(requestedBy, "requestedBy");
    }

    @Override
    public String recordKey() {
        return secretName;
    }

    @Override
    public String subject() {
        return lineage.toString();
    }
}
