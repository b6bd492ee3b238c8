package dev.patrol.azuredevops;

import java.util.List;
import java.util.Optional;

/**
 * A page of the audit log, newest entry first.
 *
 * @param hasMore whether another page follows; the last page may carry a continuation token all the same
 */
public record AuditPage(List<AuditLogEntry> entries, Optional<String> continuationToken, boolean hasMore) {
    public AuditPage {
        entries = List.copyOf(entries);
    }
}
