package dev.patrol.audit.sight;

import dev.patrol.audit.sight.Obstacle.Kind;
import dev.patrol.model.PolicyViolated;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Keeps what this instance knows of the view on one organization's audit log. Writes to the service's log when that changes,
 * not at every poll.
 */
public final class Sight {
    private static final Logger LOG = Logger.getLogger(Sight.class);

    /** Who follows the log. */
    public enum Follower {
        THIS_INSTANCE,
        ANOTHER_INSTANCE,
        /** The broker, which gives the organizations to the instances, was not heard. */
        UNKNOWN
    }

    /**
     * @param lastPoll when the log was last read with success
     * @param lastEntry time of the newest entry published since the start
     * @param doneThrough up to when the log is on the topic
     * @param obstacle what is in the way now
     * @param since from when on it is this one
     * @param blindSince from when on nothing could be read, whatever was in the way
     */
    public record View(
            Follower follower,
            Optional<Instant> lastPoll,
            Optional<Instant> lastEntry,
            Optional<Instant> doneThrough,
            Optional<Obstacle> obstacle,
            Optional<Instant> since,
            Optional<Instant> blindSince) {

        static View nothingKnown(Follower follower) {
            return unhindered(follower, Optional.empty(), Optional.empty(), Optional.empty());
        }

        private static View unhindered(
                Follower follower,
                Optional<Instant> lastPoll,
                Optional<Instant> lastEntry,
                Optional<Instant> doneThrough) {
            return new View(
                    follower, lastPoll, lastEntry, doneThrough, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** What hindered another instance, or all of them, does not hinder this one. */
        private View startingFrom(Instant time) {
            return follower == Follower.THIS_INSTANCE
                    ? new View(follower, lastPoll, lastEntry, Optional.of(time), obstacle, since, blindSince)
                    : unhindered(Follower.THIS_INSTANCE, lastPoll, lastEntry, Optional.of(time));
        }

        private View withLastEntry(Instant time) {
            return new View(follower, lastPoll, Optional.of(time), doneThrough, obstacle, since, blindSince);
        }

        private View hindered(Follower by, Obstacle another, Instant now) {
            boolean same = isHinderedBy(another.kind());
            return new View(
                    by,
                    lastPoll,
                    lastEntry,
                    doneThrough,
                    Optional.of(another),
                    same ? since : Optional.of(now),
                    blindSince.or(() -> Optional.of(now)));
        }

        private boolean isHinderedBy(Kind kind) {
            return obstacle.filter(known -> known.kind() == kind).isPresent();
        }
    }

    private final String organization;
    private final Clock clock;
    private volatile View view = View.nothingKnown(Follower.UNKNOWN);
    private Optional<Rhythm> rhythm = Optional.empty();
    private Optional<Outage> outage = Optional.empty();

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

    /** Where this instance begins to read. After it was cut off, this tells how far others read meanwhile. */
    public synchronized void startsFrom(Instant doneThrough) {
        if (view.follower == Follower.UNKNOWN && view.obstacle.isPresent()) {
            outage = Optional.of(new Outage(
                    view.obstacle.get().kind(), view.blindSince.orElseThrow(), doneThrough, clock.instant()));
            tellThatItGoesOn();
        }
        view = view.startingFrom(doneThrough);
        rhythm = Optional.of(Rhythm.from(doneThrough));
    }

    /** Entries up to this time of the log are on the topic. */
    public synchronized void published(Instant newestEntry) {
        view = view.withLastEntry(view.lastEntry.filter(newestEntry::isBefore).orElse(newestEntry));
    }

    /**
     * A stretch of the log was read and is on the topic.
     *
     * @param spokeAt when there were entries in it, of whatever kind; to the minute is enough
     */
    public synchronized void clear(Instant doneThrough, SortedSet<Instant> spokeAt) {
        tellThatItGoesOn();
        view = View.unhindered(
                Follower.THIS_INSTANCE, Optional.of(clock.instant()), view.lastEntry, Optional.of(doneThrough));
        rhythm = Optional.of(rhythm.orElseGet(() -> Rhythm.from(doneThrough)).heard(spokeAt));
    }

    /** A poll failed. The cause goes to the log only where nobody foresaw it. */
    public synchronized void blocked(Obstacle obstacle, Throwable cause) {
        hindered(Follower.THIS_INSTANCE, obstacle, cause);
    }

    /** Nobody says which instance is to follow the log: perhaps another does, perhaps none can. */
    public synchronized void cutOff(Obstacle obstacle, Throwable cause) {
        hindered(Follower.UNKNOWN, obstacle, cause);
    }

    /** Another instance follows the log, and tells what is to be told of it. */
    public synchronized void followedElsewhere() {
        view = View.nothingKnown(Follower.ANOTHER_INSTANCE);
        rhythm = Optional.empty();
        outage = Optional.empty();
    }

    /** What is to be announced at this time; the same as long as it lasts. */
    synchronized List<PolicyViolated> alarms(Instant now, SightSettings settings) {
        return Stream.of(
                        Alarms.ofBlindness(organization, view, now, settings.blindAfter()),
                        outage.flatMap(past -> Alarms.ofOutage(organization, past, settings.blindAfter())),
                        view.doneThrough.flatMap(doneThrough -> rhythm.flatMap(
                                known -> Alarms.ofSilence(organization, known, doneThrough, settings.silence()))))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The newest entry of any kind since this instance follows the log. */
    synchronized Optional<Instant> lastEntryOfAnyKind() {
        return rhythm.filter(Rhythm::spoke).map(Rhythm::quietSince);
    }

    private void hindered(Follower follower, Obstacle obstacle, Throwable cause) {
        boolean isNew = !view.isHinderedBy(obstacle.kind());
        view = view.hindered(follower, obstacle, clock.instant());
        if (isNew) {
            LOG.errorf(
                    obstacle.kind() == Kind.UNEXPECTED ? cause : null,
                    "The audit log of %s can't be followed (%s): %s %s",
                    organization,
                    obstacle.kind(),
                    obstacle.error(),
                    obstacle.remedy());
        }
    }

    private void tellThatItGoesOn() {
        view.obstacle.ifPresent(past -> LOG.infof(
                "The audit log of %s can be followed again (it was %s since %s); nothing was skipped",
                organization, past.kind(), view.since.orElseThrow()));
    }
}
