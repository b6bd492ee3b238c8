package dev.patrol.notifier.cadence;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.Event;
import dev.patrol.model.Milestone;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import java.util.Optional;
import java.util.UUID;

/**
 * As much of an event as decides whether a later one is news.
 *
 * @param token its authorization id
 * @param milestone the one that was reached; empty where the token was replaced or revoked, so that nobody need care any more
 * @param rotatedByPatrol whether it says that nobody has to do anything
 */
public record Notice(UUID token, Optional<Milestone> milestone, boolean rotatedByPatrol) {
    public Notice {
        requireNonNull(token, "token");
        requireNonNull(milestone, "milestone");
    }

    /** Empty for what is news whenever it is said. */
    public static Optional<Notice> of(Event event) {
        if (event instanceof TokenExpiring expiring) {
            return Optional.of(new Notice(
                    expiring.token().authorizationId(),
                    Optional.of(expiring.milestone()),
                    expiring.isRotatedByPatrol()));
        }
        if (event instanceof TokenRotated rotated) {
            return Optional.of(ended(rotated.previous().authorizationId()));
        }
        if (event instanceof TokenRevoked revoked) {
            return Optional.of(ended(revoked.token().authorizationId()));
        }
        return Optional.empty();
    }

    private static Notice ended(UUID token) {
        return new Notice(token, Optional.empty(), false);
    }

    public boolean isEnd() {
        return milestone.isEmpty();
    }

    /**
     * Whether it says more than another about the same token: that it is over, a tighter milestone, or that somebody has to act
     * after all.
     */
    boolean saysMoreThan(Notice other) {
        if (other.isEnd() || isEnd()) {
            return !other.isEnd();
        }
        int days = milestone.get().days();
        int daysBefore = other.milestone.get().days();
        return days < daysBefore || (days == daysBefore && other.rotatedByPatrol && !rotatedByPatrol);
    }
}
