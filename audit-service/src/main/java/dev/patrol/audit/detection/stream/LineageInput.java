package dev.patrol.audit.detection.stream;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.service.telemetry.Subject;
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

        /** What log and trace tell of work on it. */
        Subject subject() {
            Subject told = Subject.of(sighting.organization(), sighting.authorizationId());
            // An entry begins a story, whose id is its own.
            return causation().map(id -> told.ofEvent(id, id)).orElse(told);
        }
    }

    /** A generation was revoked. */
    record Revoked(String authorizationId, Instant at) implements LineageInput {}
}
