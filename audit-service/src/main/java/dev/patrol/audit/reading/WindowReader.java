package dev.patrol.audit.reading;

import dev.patrol.audit.entry.StoppedStreams;
import dev.patrol.audit.entry.TokenEntries;
import dev.patrol.audit.inventory.Lineages;
import dev.patrol.audit.sight.AuditLogNotUnderstood;
import dev.patrol.azuredevops.AuditLogEntry;
import dev.patrol.azuredevops.AuditPage;
import dev.patrol.azuredevops.AuditQuery;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.model.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

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
     * What this window shows and was not told yet, each entry once. When it returns, the window was read to its end.
     *
     * @return empty where that is more than may be held at once: a shorter window is to be read
     */
    Optional<Found> read(Window window, Progress progress) {
        boolean mayGiveUp = window.beyond(progress.doneThrough()).compareTo(SHORTEST) > 0;
        Gathering gathering = new Gathering(window, progress);
        AuditQuery query = AuditQuery.between(window.start(), window.end(), settings.batchSize());
        Optional<AuditQuery> next = Optional.of(query);
        while (next.isPresent()) {
            AuditPage page = client.auditLog(organization, next.get());
            page.entries().forEach(gathering::take);
            if (mayGiveUp && gathering.size() > settings.mostEntriesHeld()) {
                return Optional.empty();
            }
            next = following(query, next.get(), page);
        }
        return Optional.of(gathering.found());
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

    /** Takes in entry by entry, in whatever order. */
    private final class Gathering {
        private final Window window;
        private final Progress progress;
        private final Map<String, AuditEntry> entries = new HashMap<>();
        private final Map<String, Warning> warnings = new HashMap<>();
        private final SortedSet<Instant> spokeAt = new TreeSet<>();

        Gathering(Window window, Progress progress) {
            this.window = window;
            this.progress = progress;
        }

        void take(AuditLogEntry entry) {
            String id = TokenEntries.idOf(entry);
            Instant time = TokenEntries.timeOf(entry, window.end());
            if (window.covers(time)) {
                spokeAt.add(time.truncatedTo(ChronoUnit.MINUTES));
            }
            if (!progress.isWarnedOf(id)) {
                StoppedStreams.in(organization, entry, time)
                        .ifPresent(told -> warnings.put(id, new Warning(id, time, told)));
            }
            if (!progress.isOnTopic(id) && !entries.containsKey(id)) {
                TokenEntries.of(organization, entry, time, lineages).ifPresent(told -> entries.put(id, told));
            }
        }

        int size() {
            return entries.size() + warnings.size();
        }

        Found found() {
            return new Found(List.copyOf(entries.values()), List.copyOf(warnings.values()), spokeAt);
        }
    }
}
