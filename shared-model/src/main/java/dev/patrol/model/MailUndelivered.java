package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody is not reached: what Patrol would tell them goes to the default recipients. Said at most once a day for each.
 *
 * @param recipient the mail address, or the webhook's name
 * @param day beginning (UTC) of the day on which it was found
 * @param refused whether the recipient's server refuses it for good; false where it has put it off for too long
 * @param reason what the server said
 * @param remedy what a person can do
 */
public record MailUndelivered(
        @JsonProperty(required = true) String recipient,
        @JsonProperty(required = true) Instant day,
        @JsonProperty(required = true) boolean refused,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) String remedy)
        implements Event {
    public MailUndelivered {
        requireNonNull(recipient, "recipient");
        requireNonNull(day, "day");
        requireNonNull(reason, "reason");
        requireNonNull(remedy, "remedy");
    }

    @Override
    public String recordKey() {
        return recipient;
    }

    @Override
    public Optional<String> identity() {
        return Optional.of(recipient + "/" + day);
    }
}
