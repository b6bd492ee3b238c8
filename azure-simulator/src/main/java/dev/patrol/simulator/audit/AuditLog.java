package dev.patrol.simulator.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The audit log of one organization, newest first. It keeps the newest entries up to a limit. */
public final class AuditLog {

    private static final int CAPACITY = 200_000;

    private final NavigableMap<String, AuditEntry> entries = new ConcurrentSkipListMap<>();

    /**
     * A page.
     *
     * @param continuationToken id of the last entry, null if there was none; it says nothing about whether there is more
     */
    public record Page(List<AuditEntry> entries, String continuationToken, boolean hasMore) {}

    public void add(AuditEntry entry) {
        entries.put(entry.id(), entry);
        if (entries.size() > CAPACITY) {
            entries.pollLastEntry();
        }
    }

    /**
     * Entries of a period that are visible now.
     *
     * @param after id of the last entry of the page before
     */
    public Page page(Optional<Instant> start, Optional<Instant> end, Optional<String> after, int size, Instant now) {
        NavigableMap<String, AuditEntry> rest = after.isPresent() ? entries.tailMap(after.get(), false) : entries;
        List<AuditEntry> found = new ArrayList<>();
        for (AuditEntry entry : rest.values()) {
            if (start.isPresent() && entry.timestamp().isBefore(start.get())) {
                break;
            }
            boolean wanted = !entry.visibleAt().isAfter(now)
                    && end.map(time -> !entry.timestamp().isAfter(time)).orElse(true);
            if (!wanted) {
                continue;
            }
            if (found.size() == size) {
                return new Page(List.copyOf(found), found.get(size - 1).id(), true);
            }
            found.add(entry);
        }
        String last = found.isEmpty()
                ? after.orElse(null)
                : found.get(found.size() - 1).id();
        return new Page(List.copyOf(found), last, false);
    }

    public int size() {
        return entries.size();
    }
}
