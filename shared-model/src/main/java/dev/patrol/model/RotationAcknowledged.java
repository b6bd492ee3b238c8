package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.UUID;

/**
 * A dependent service says: "I now use the new token".
 *
 * @param secretName the secret that the dependent reads
 * @param authorizationId the token that it uses now (tag {@code authorization-id} of the secret)
 * @param dependent its name, as registered in the rotator's configuration
 */
public record RotationAcknowledged(
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) String secretName,
        @JsonProperty(required = true) UUID authorizationId,
        @JsonProperty(required = true) String dependent)
        implements Event {
    public RotationAcknowledged {
        requireNonNull(organization, "organization");
        requireNonNull(secretName, "secretName");
        requireNonNull(authorizationId, "authorizationId");
        requireNonNull(dependent, "dependent");
    }

    @Override
    public String recordKey() {
        return secretName;
    }

    @Override
    public Optional<String> identity() {
        return Optional.of(authorizationId + "/" + dependent);
    }
}
