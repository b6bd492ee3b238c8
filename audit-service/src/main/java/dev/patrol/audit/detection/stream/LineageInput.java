package dev.patrol.audit.detection.stream;

import dev.patrol.audit.detection.Sighting;
import java.time.Instant;
import java.util.Optional;

/** What a lineage's state is made of. */
sealed interface LineageInput {
    /**
     * An entry of the audit log.
     *
     * @param cause {@code ce_id} of the entry's record; may be null
     */
    record Seen(Sighting sighting, String cause) implements LineageInput {
        Optional<String> causation() {
            return Optional.ofNullable(cause);
        }
    }

    /** A generation was revoked. */
    record Revoked(String authorizationId, Instant at) implements LineageInput {}
}
