package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Scan all tokens now.
 *
 * @param occasion what makes two requests the same one, for example a moment of the schedule that every scanner meets;
 *     empty where each request is its own
 */
public record Scan(
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String requestedBy,
        @JsonProperty(required = true) String occasion)
        implements Command {
    public Scan {
        requireNonNull(reason, "reason");
        requireNonNull(requestedBy, "requestedBy");
        requireNonNull(occasion, "occasion");
    }

    @Override
    public String recordKey() {
        return "scan";
    }

    @JsonIgnore
    @Override
    public Optional<String> identity() {
        return occasion.isEmpty() ? Optional.empty() : Optional.of(occasion);
    }
}
