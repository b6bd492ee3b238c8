package dev.patrol.audit.sight;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What keeps Patrol from following the audit log.
 *
 * @param kind two obstacles of one kind are the same state, however their words differ
 * @param error what happened
 * @param remedy what a person can do
 * @param askedFor how long the other side wants to be left alone, where it says so
 */
public record Obstacle(Kind kind, String error, String remedy, Optional<Duration> askedFor) {
    /** Stable codes. */
    public enum Kind {
        CREDENTIAL_REFUSED,
        FORBIDDEN_OR_AUDITING_OFF,
        THROTTLED,
        LOG_UNAVAILABLE,
        ANSWER_NOT_UNDERSTOOD,
        BROKER_UNAVAILABLE,
        UNEXPECTED
    }

    public Obstacle {
        requireNonNull(kind, "kind");
        requireNonNull(error, "error");
        requireNonNull(remedy, "remedy");
        requireNonNull(askedFor, "askedFor");
    }
}
