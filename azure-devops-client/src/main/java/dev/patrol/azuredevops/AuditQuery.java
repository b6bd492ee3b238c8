package dev.patrol.azuredevops;

import java.time.Instant;
import java.util.Optional;

/**
 * A part of the audit log.
 *
 * @param batchSize entries of one page; 200 is known to be taken
 * @param continuationToken where the page before ended
 */
public record AuditQuery(Instant startTime, Instant endTime, int batchSize, Optional<String> continuationToken) {
    public static AuditQuery between(Instant startTime, Instant endTime, int batchSize) {
        return new AuditQuery(startTime, endTime, batchSize, Optional.empty());
    }

    public AuditQuery after(String token) {
        return new AuditQuery(startTime, endTime, batchSize, Optional.of(token));
    }
}
