package dev.patrol.audit.detection.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was seen of a lineage before the entry that is judged. */
public interface Past {
    /** Time of the earliest audited action with any of its tokens. */
    Optional<Instant> firstSeen();

    /** Time of the latest one. */
    Optional<Instant> lastSeen();

    /** Whether the value was already seen on an earlier day (UTC) than that of {@code at}. */
    boolean isUsual(Trait trait, String value, Instant at);

    /** The single entries of the last minutes that lie between, both ends included. */
    List<Recent> between(Instant from, Instant to);

    Generation generation(String authorizationId);
}
