package dev.patrol.simulator.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** When each token was first used with success. */
public final class Authentications {

    private final Map<UUID, Instant> first = new ConcurrentHashMap<>();

    void succeeded(UUID authorizationId, Instant when) {
        first.putIfAbsent(authorizationId, when);
    }

    /** Empty while the token has not been used. */
    public Optional<Instant> first(UUID authorizationId) {
        return Optional.ofNullable(first.get(authorizationId));
    }
}
