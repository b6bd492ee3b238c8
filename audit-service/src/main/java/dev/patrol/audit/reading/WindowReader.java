package dev.patrol.audit.reading;

import dev.patrol.audit.entry.TokenEntries;
import dev.patrol.audit.inventory.Lineages;
import dev.patrol.audit.sight.AuditLogNotUnderstood;
import dev.patrol.azuredevops.AuditLogEntry;
import dev.patrol.azuredevops.AuditPage;
import dev.patrol.azuredevops.AuditQuery;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.model.AuditEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one window of the audit log through all its pages. */
final class WindowReader {
    /** What happens within so little time is held in memory, however much it is. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final AzureDevOpsClient client;
    private final Lineages lineages;
    private final ReadingSettings settings;
    private final String organization;

    WindowReader(AzureDevOpsClient client, Lineages lineages, ReadingSettings settings, String organization) {
        this.client = client;
        this.lineages = lineages;
        this.settings = settings;
        this.organization = organization;
    }

    /**
     * What concerns a token in this window and is not on the topic yet, each entry once, in no order. When it returns, the
     * window was read to its end.
     *
     * @return empty where that is more than may be held at once: a shorter window is to be read
     */
    Optional<List<AuditEntry>> read(Window window, Progress progress) {
        boolean mayGiveUp = window.beyond(progress.doneThrough()).compareTo(SHORTEST) > 0;
        Map<String, AuditEntry> found = new HashMap<>();
        AuditQuery query = AuditQuery.between(window.start(), window.end(), settings.batchSize());
        Optional<AuditQuery> next = Optional.of(query);
        while (next.isPresent()) {
            AuditPage page = client.auditLog(organization, next.get());
            for (AuditLogEntry entry : page.entries()) {
                String id = TokenEntries.idOf(entry);
                if (!progress.isOnTopic(id) && !found.containsKey(id)) {
                    TokenEntries.of(organization, entry, window.end(), lineages).ifPresent(told -> found.put(id, told));
                }
            }
            if (mayGiveUp && found.size() > settings.mostEntriesHeld()) {
                return Optional.empty();
            }
            next = following(query, next.get(), page);
        }
        return Optional.of(List.copyOf(found.values()));
    }

    /** Whether there is more is said by {@code hasMore} alone: the last page may have a continuation token too. */
    private static Optional<AuditQuery> following(AuditQuery query, AuditQuery asked, AuditPage page) {
        if (!page.hasMore()) {
            return Optional.empty();
        }
        boolean leadsOn = page.continuationToken().isPresent()
                && !page.continuationToken().equals(asked.continuationToken());
        if (!leadsOn) {
            throw new AuditLogNotUnderstood(
                    "The audit log says that it has more pages, but not how to go on to the next one.");
        }
        return page.continuationToken().map(query::after);
    }
}
