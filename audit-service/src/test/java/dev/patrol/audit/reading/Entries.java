package dev.patrol.audit.reading;

import dev.patrol.model.AuditEntry;
import java.time.Instant;
import java.util.Map;

final class Entries {
    private Entries() {}

    static AuditEntry at(String id, Instant timestamp) {
        return of("contoso", id, timestamp);
    }

    static AuditEntry of(String organization, String id, Instant timestamp) {
        return new AuditEntry(
                organization,
                id,
                timestamp,
                "Git.CreateRepo",
                "",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }
}
