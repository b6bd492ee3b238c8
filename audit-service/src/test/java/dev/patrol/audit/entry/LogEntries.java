package dev.patrol.audit.entry;

import dev.patrol.azuredevops.AuditLogEntry;
import java.time.OffsetDateTime;
import java.util.Map;

/** Entries of the audit log with what a test cares for; everything else is null. */
final class LogEntries {
    static final String ID = "2518505060978538161;00000064-0000-8888-8000-000000000000;86fbe369";
    static final OffsetDateTime TIME = OffsetDateTime.parse("2019-03-05T14:05:02.1460838+00:00");

    private LogEntries() {}

    static AuditLogEntry entry(String actionId, String mechanism, Map<String, Object> data) {
        return entry(ID, TIME, actionId, mechanism, null, data);
    }

    static AuditLogEntry entry(
            String id,
            OffsetDateTime timestamp,
            String actionId,
            String mechanism,
            String text,
            Map<String, Object> data) {
        return new AuditLogEntry(
                id, null, null, null, text, null, text, mechanism, timestamp, null, null, null, null, text, text, text,
                actionId, data, text, text, text, null, text, null);
    }
}
