package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Which tokens of an organization are meant: those that fit all that is given; with nothing given, all.
 *
 * @param displayName glob ({@code *}, {@code ?}) over display names
 * @param scope a scope that the token has
 * @param owner whose tokens
 * @param createdBefore only tokens made before this moment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenFilter(
        @JsonProperty(required = true) String organization,
        String displayName,
        String scope,
        String owner,
        Instant createdBefore) {
    public TokenFilter {
        requireNonNull(organization, "organization");
    }
}
