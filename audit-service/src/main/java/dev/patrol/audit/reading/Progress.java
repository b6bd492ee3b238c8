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
 */
record Progress(Instant doneThrough, Map<String, Instant> published) {
    Progress {
        published = Map.copyOf(published);
    }

    static Progress from(Instant doneThrough) {
        return new Progress(doneThrough, Map.of());
    }

    boolean isOnTopic(String entryId) {
        return published.containsKey(entryId);
    }

    /** These are on the topic now; what is done up to when stays. */
    Progress withPublished(Collection<AuditEntry> entries) {
        Map<String, Instant> all = new HashMap<>(published);
        entries.forEach(entry -> all.put(entry.entryId(), entry.timestamp()));
        return new Progress(doneThrough, all);
    }

    /** Everything up to a time is done: ids that no later window can show are forgotten. */
    Progress advancedTo(Instant end, Duration overlap) {
        Instant oldestShown = end.minus(overlap);
        Map<String, Instant> stillShown = new HashMap<>(published);
        stillShown.values().removeIf(timestamp -> timestamp.isBefore(oldestShown));
        return new Progress(end, stillShown);
    }
}
