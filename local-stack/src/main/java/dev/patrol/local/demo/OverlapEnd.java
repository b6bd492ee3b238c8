package dev.patrol.local.demo;

import dev.patrol.local.dependents.Dependents;
import dev.patrol.local.events.Happening;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import java.time.Duration;
import java.util.List;

/**
 * How the overlap of a rotation ended, as its two events tell it.
 *
 * @param after from the announcement of the successor to that of the old token's death
 * @param early whether the old token died before it was to die at the latest
 * @param missing dependents of which the event says that they had not acknowledged
 */
record OverlapEnd(Duration after, boolean early, List<String> missing) {
    OverlapEnd {
        missing = List.copyOf(missing);
    }

    /**
     * @param rotated a {@code token.rotated}
     * @param revoked the {@code token.revoked} of the same previous token
     */
    static OverlapEnd of(Happening rotated, Happening revoked, Dependents registered) {
        TokenRotated beginning = (TokenRotated) rotated.payload();
        TokenRevoked end = (TokenRevoked) revoked.payload();
        return new OverlapEnd(
                Duration.between(rotated.time(), revoked.time()),
                revoked.time().isBefore(beginning.previousDiesAt()),
                registered.namedIn(end.reason()));
    }

    String words() {
        if (!missing.isEmpty()) {
            return "ended without " + String.join(", ", missing);
        }
        // Half a second is the next one.
        String seconds = after.plusMillis(500).toSeconds() + " s";
        return early ? "acknowledged by all after " + seconds + ", old token revoked early" : "ended after " + seconds;
    }
}
