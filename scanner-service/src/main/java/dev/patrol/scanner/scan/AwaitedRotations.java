package dev.patrol.scanner.scan;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The tokens that die soon, and that the last scan found due and without a successor. Their rotations may have come minutes later,
 * and only another scan shows that.
 */
@ApplicationScoped
class AwaitedRotations {
    private final Map<String, Set<UUID>> tokens = new HashMap<>();
    private Optional<Instant> since = Optional.empty();

    /** @param begun when the scan began that found them */
    synchronized void found(String organization, Set<UUID> awaited, Instant begun) {
        boolean news = !tokens.getOrDefault(organization, Set.of()).containsAll(awaited);
        tokens.put(organization, Set.copyOf(awaited));
        if (tokens.values().stream().allMatch(Set::isEmpty)) {
            since = Optional.empty();
        } else if (news) {
            since = Optional.of(begun);
        }
    }

    /** When the first scan began that found the newest of them; empty where there are none. */
    synchronized Optional<Instant> since() {
        return since;
    }
}
