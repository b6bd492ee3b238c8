package dev.patrol.audit.reading;

import dev.patrol.model.AuditEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which entries are published, in steps that are each awaited before the next. No step spans more time than the
 * overlap of two windows: so whatever is on the topic after a crash in the middle of a step, all that is missing is found by
 * going back from the newest entry by the overlap.
 */
final class Steps {
    /** Bounds what is under way to the broker at once. */
    static final int MOST_ENTRIES = 1_000;

    private static final Comparator<AuditEntry> OLDEST_FIRST =
            Comparator.comparing(AuditEntry::timestamp).thenComparing(AuditEntry::entryId);

    private Steps() {}

    static List<List<AuditEntry>> of(List<AuditEntry> entries, Duration overlap) {
        List<List<AuditEntry>> steps = new ArrayList<>();
        List<AuditEntry> step = new ArrayList<>();
        for (AuditEntry entry : entries.stream().sorted(OLDEST_FIRST).toList()) {
            if (!step.isEmpty() && !fits(entry, step, overlap)) {
                steps.add(List.copyOf(step));
                step.clear();
            }
            step.add(entry);
        }
        if (!step.isEmpty()) {
            steps.add(List.copyOf(step));
        }
        return steps;
    }

    private static boolean fits(AuditEntry entry, List<AuditEntry> step, Duration overlap) {
        return step.size() < MOST_ENTRIES
                && !entry.timestamp().isAfter(step.get(0).timestamp().plus(overlap));
    }
}
