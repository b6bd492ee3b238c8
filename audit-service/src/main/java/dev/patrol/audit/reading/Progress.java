package dev.patrol.audit.reading;

import dev.patrol.model.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How far an organization's audit log is read.
 *
 * @param doneThrough everything that the log showed up to this time is on the topic
 * @param published entries on the topic that the next window will show again, by id, with their time
 * @param warned the same for entries that a warning was told of; not known any more after a restart, when a warning may be
 *     told twice with one {@code ce_id}
 */
record Progress(Instant doneThrough, Map<String, Instant> published, Map<String, Instant> warned) {
    Progress {
        published = Map.copyOf(published);
        warned = Map.copyOf(warned);
    }

    static Progress from(Instant doneThrough) {
        return new Progress(doneThrough, Map.of(), Map.of());
    }

    boolean isOnTopic(String entryId) {
        return published.containsKey(entryId);
    }

    /** These are on the topic now; what is done up to when stays. */
    Progress withPublished(Collection<AuditEntry> entries) {
        Map<String, Instant> all = new HashMap<>(published);
        entries.forEach(entry -> all.put(entry.entryId(), entry.timestamp()));
        return new Progress(doneThrough, all, warned);
    }

    boolean isWarnedOf(String entryId) {
        return warned.containsKey(entryId);
    }

    /** These are told now. */
    Progress withWarned(Collection<Warning> warnings) {
        Map<String, Instant> all = new HashMap<>(warned);
        warnings.forEach(warning -> all.put(warning.entryId(), warning.timestamp()));
        return new Progress(doneThrough, published, all);
    }

    /** Everything up to a time is done: ids that no later window can show are forgotten. */
    Progress advancedTo(Instant end, Duration overlap) {
        Instant oldestShown = end.minus(overlap);
        return new Progress(end, since(oldestShown, published), since(oldestShown, warned));
    }

    private static Map<String, Instant> since(Instant oldestShown, Map<String, Instant> entries) {
        Map<String, Instant> stillShown = new HashMap<>(entries);
        stillShown.values().removeIf(timestamp -> timestamp.isBefore(oldestShown));
        return stillShown;
    }
}
