package dev.patrol.local.demo;

import dev.patrol.local.dependents.Dependents;
import dev.patrol.local.events.Happening;
import dev.patrol.local.events.LiveLine;
import dev.patrol.model.Event;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Says how overlaps end that dependents may end. Remembers only those that have not ended; a rotation and its end may be heard
 * of in any order, since they are on two topics. Used by one thread.
 */
public final class Overlaps {
    private final Map<String, Dependents> bySecret;
    private final Map<UUID, Happening> rotated = new HashMap<>();
    private final Map<UUID, Happening> revoked = new HashMap<>();

    /** @param bySecret who reads which secret, by its name */
    public Overlaps(Map<String, Dependents> bySecret) {
        this.bySecret = Map.copyOf(bySecret);
    }

    /** A line for people where the happening completes what is known of an overlap. */
    public Optional<String> hear(Happening happening) {
        if (!(happening.payload() instanceof Event event) || !bySecret.containsKey(event.recordKey())) {
            return Optional.empty();
        }
        if (event instanceof TokenRotated rotation) {
            rotated.put(rotation.previous().authorizationId(), happening);
            return end(rotation.previous().authorizationId());
        }
        if (event instanceof TokenRevoked revocation) {
            revoked.put(revocation.token().authorizationId(), happening);
            return end(revocation.token().authorizationId());
        }
        return Optional.empty();
    }

    private Optional<String> end(UUID previous) {
        if (!rotated.containsKey(previous) || !revoked.containsKey(previous)) {
            return Optional.empty();
        }
        Happening beginning = rotated.remove(previous);
        Happening end = revoked.remove(previous);
        TokenRevoked said = (TokenRevoked) end.payload();
        OverlapEnd overlap = OverlapEnd.of(beginning, end, bySecret.get(said.recordKey()));
        return Optional.of(LiveLine.line(end.time(), "overlap", said.token().displayName() + ": " + overlap.words()));
    }
}
