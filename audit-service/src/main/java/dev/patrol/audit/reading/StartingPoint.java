package dev.patrol.audit.reading;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finds where reading goes on: where it was recorded to be, else at the newest entry on the topic, else a look-back before now
 * for an organization that was never read.
 */
final class StartingPoint {
    private static final Logger LOG = Logger.getLogger(StartingPoint.class);

    private static final Duration RETENTION = Duration.ofDays(ReadingSettings.RETENTION_DAYS);

    private final RecordedPosition recorded;
    private final PublishedEntries published;
    private final ReadingSettings settings;
    private final String organization;
    private final Clock clock;

    StartingPoint(
            RecordedPosition recorded,
            PublishedEntries published,
            ReadingSettings settings,
            String organization,
            Clock clock) {
        this.organization = organization;
        this.recorded = recorded;
        this.published = published;
        this.settings = settings;
        this.clock = clock;
    }

    Progress find() {
        Instant now = clock.instant();
        Instant kept = now.minus(RETENTION);
        Optional<Instant> before = recorded.find().or(published::newest);
        before.filter(kept::isAfter)
                .ifPresent(time -> LOG.errorf(
                        "The audit log of %s was read up to %s, but Azure DevOps keeps it for %d days: what happened before"
                                + " %s is lost",
                        organization, time, RETENTION.toDays(), kept));
        Instant doneThrough = within(kept, before.orElseGet(() -> now.minus(settings.firstLookBack())), now);
        LOG.infof(
                "Reading the audit log of %s from %s on%s",
                organization, doneThrough, before.isPresent() ? "" : ", for the first time");
        return new Progress(doneThrough, idsShownAgain(doneThrough), Map.of());
    }

    private static Instant within(Instant from, Instant time, Instant to) {
        if (time.isBefore(from)) {
            return from;
        }
        return time.isAfter(to) ? to : time;
    }

    /** An entry is published after it happened; the overlap is for clocks that differ. */
    private Map<String, Instant> idsShownAgain(Instant doneThrough) {
        Instant oldestShown = doneThrough.minus(Reach.of(settings).farthest());
        return published.since(oldestShown, oldestShown.minus(settings.overlap()));
    }
}
