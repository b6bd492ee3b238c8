package dev.patrol.audit.sight;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps what is known of the view on one organization's audit log. Writes to the service's log when that changes, not at every poll. */
public final class Sight {
    private static final Logger LOG = Logger.getLogger(Sight.class);

    /**
     * @param lastPoll when the log was last read with success
     * @param lastEntry time of the newest entry published since the start
     * @param doneThrough up to when the log is on the topic
     * @param obstacle what is in the way now
     * @param since from when on it is
     */
    public record View(
            Optional<Instant> lastPoll,
            Optional<Instant> lastEntry,
            Optional<Instant> doneThrough,
            Optional<Obstacle> obstacle,
            Optional<Instant> since) {
        static final View NOTHING_YET =
                new View(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private final String organization;
    private final Clock clock;
    private volatile View view = View.NOTHING_YET;

    public Sight(String organization, Clock clock) {
        this.organization = organization;
        this.clock = clock;
    }

    public String organization() {
        return organization;
    }

    public View view() {
        return view;
    }

    /** Where reading begins after a start. */
    public synchronized void startsFrom(Instant doneThrough) {
        view = new View(view.lastPoll, view.lastEntry, Optional.of(doneThrough), view.obstacle, view.since);
    }

    /** Entries up to this time of the log are on the topic. */
    public synchronized void published(Instant newestEntry) {
        Instant newest = view.lastEntry.filter(newestEntry::isBefore).orElse(newestEntry);
        view = new View(view.lastPoll, Optional.of(newest), view.doneThrough, view.obstacle, view.since);
    }

    /** A stretch of the log was read and is on the topic. */
    public synchronized void clear(Instant doneThrough) {
        view.obstacle.ifPresent(past -> LOG.infof(
                "The audit log of %s can be followed again (it was %s since %s); nothing was skipped",
                organization, past.kind(), view.since.orElseThrow()));
        view = new View(
                Optional.of(clock.instant()),
                view.lastEntry,
                Optional.of(doneThrough),
                Optional.empty(),
                Optional.empty());
    }

    /** A poll failed. The cause goes to the log only where nobody foresaw it. */
    public synchronized void blocked(Obstacle obstacle, Throwable cause) {
        boolean isNew =
                view.obstacle.filter(known -> known.kind() == obstacle.kind()).isEmpty();
        Instant since = isNew ? clock.instant() : view.since.orElseThrow();
        view = new View(view.lastPoll, view.lastEntry, view.doneThrough, Optional.of(obstacle), Optional.of(since));
        if (isNew) {
            Throwable shown = obstacle.kind() == Obstacle.Kind.UNEXPECTED ? cause : null;
            LOG.errorf(
                    shown,
                    "The audit log of %s can't be followed (%s): %s %s",
                    organization,
                    obstacle.kind(),
                    obstacle.error(),
                    obstacle.remedy());
        }
    }
}
