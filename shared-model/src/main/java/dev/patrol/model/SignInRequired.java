package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Patrol can't go on, or soon can't, until a person signs in.
 *
 * @param organizations those that Patrol reaches by this sign-in
 * @param reason stable name of what is wrong with the sign-in, for example {@code sign-in-ended}
 * @param found what happened, for people
 * @param remedy what a person can do
 * @param about fingerprint of the sign-in that failed; empty where there was none
 * @param worksUntil until when the access token that is still there works; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignInRequired(
        @JsonProperty(required = true) List<String> organizations,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String found,
        @JsonProperty(required = true) String remedy,
        @JsonProperty(required = true) String about,
        Instant worksUntil)
        implements Event {
    public SignInRequired {
        organizations = List.copyOf(organizations);
        requireNonNull(reason, "reason");
        requireNonNull(found, "found");
        requireNonNull(remedy, "remedy");
        requireNonNull(about, "about");
    }

    @Override
    public String recordKey() {
        return String.join(",", organizations);
    }

    /** Every process that shares the sign-in finds out by itself; a person is told once. */
    @Override
    public Optional<String> identity() {
        return Optional.of(recordKey() + "/" + reason + "/" + about);
    }
}
