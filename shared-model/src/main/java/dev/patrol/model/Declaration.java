package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Scopes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What people have laid down for a lineage. It goes before the services' settings.
 *
 * @param scopes what each successor may do; never full scope
 * @param validity how long each successor lives
 * @param rotateBefore how long before its expiry a token is due
 * @param overlap how long a replaced token lives on; null for what the settings say
 * @param dependents who reads the secret, and ends the overlap by acknowledging; besides those of the settings
 * @param owner whom people ask about it; may be null
 * @param purpose what it is for; may be null
 * @param adopts the living token, made by others, that is to be replaced before all this holds; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Declaration(
        @JsonProperty(required = true) List<String> scopes,
        @JsonProperty(required = true) Duration validity,
        @JsonProperty(required = true) Duration rotateBefore,
        Duration overlap,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> dependents,
        String owner,
        String purpose,
        UUID adopts) {
    public Declaration {
        scopes = List.copyOf(scopes);
        requireNonNull(validity, "validity");
        requireNonNull(rotateBefore, "rotateBefore");
        dependents = dependents == null ? List.of() : List.copyOf(dependents);
        if (scopes.isEmpty() || Scopes.areFull(scopes)) {
            throw new IllegalArgumentException("A token is declared with named scopes, never with full scope");
        }
    }
}
