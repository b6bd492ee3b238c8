package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A rotation could not be finished.
 *
 * @param rotationId the rotation; another try at a later scan is another one
 * @param token the token that was to be replaced
 * @param step the step that failed
 * @param code stable word for programs, for example {@code vault-unavailable}
 * @param reason one sentence for people: what went wrong
 * @param compensation what was undone, one sentence each; empty where nothing had to be
 * @param willBeRetried whether Patrol tries again by itself
 * @param remedy what a person can do
 */
public record RotationFailed(
        @JsonProperty(required = true) UUID rotationId,
        @JsonProperty(required = true) Token token,
        @JsonProperty(required = true) RotationStep step,
        @JsonProperty(required = true) String code,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) List<String> compensation,
        @JsonProperty(required = true) boolean willBeRetried,
        @JsonProperty(required = true) String remedy)
        implements Event {
    public RotationFailed {
        requireNonNull(rotationId, "rotationId");
        requireNonNull(token, "token");
        requireNonNull(step, "step");
        requireNonNull(code, "code");
        requireNonNull(reason, "reason");
        compensation = List.copyOf(compensation);
        requireNonNull(remedy, "remedy");
    }

    @Override
    public String recordKey() {
        return token.secretName();
    }

    @Override
    public String subject() {
        return token.lineage().toString();
    }

    /** A rotation says each of its troubles once, and its end apart: only an end has undone something. */
    @Override
    public Optional<String> identity() {
        return Optional.of(rotationId + "/" + step + "/" + code + "/" + willBeRetried + "/" + compensation);
    }
}
