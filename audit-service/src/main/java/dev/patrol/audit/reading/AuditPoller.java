package dev.patrol.audit.reading;

import dev.patrol.audit.sight.Obstacle;
import dev.patrol.audit.sight.Obstacles;
import dev.patrol.audit.sight.Sight;
import dev.patrol.model.AuditEntry;
import dev.patrol.service.messaging.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Reads the audit log from where it was left up to now and publishes what concerns a token. A failure leaves the position where
 * it was, so the next poll reads the same stretch again: nothing is skipped, and what was published is not published again.
 * Entries turn up late, most within minutes, some within hours: each window goes back by the overlap, and that of
 * a poll now and then further ({@link Reach}).
 */
final class AuditPoller {
    private final StartingPoint startingPoint;
    private final WindowReader reader;
    private final Publisher publisher;
    private final RecordedPosition position;
    private final Sight sight;
    private final IntConsumer counted;
    private final ReadingSettings settings;
    private final Clock clock;
    private final Reach reach;

    private Progress progress;
    private int failuresInARow;
    private volatile boolean stopping;

    /** @param counted told how many entries were published, each time */
    AuditPoller(
            StartingPoint startingPoint,
            WindowReader reader,
            Publisher publisher,
            RecordedPosition position,
            Sight sight,
            IntConsumer counted,
            ReadingSettings settings,
            Clock clock) {
        this.startingPoint = startingPoint;
        this.reader = reader;
        this.publisher = publisher;
        this.position = position;
        this.sight = sight;
        this.counted = counted;
        this.settings = settings;
        this.clock = clock;
        this.reach = Reach.of(settings);
    }

    /**
     * Polls once, in as many windows as it takes. Failures are told by {@link Sight}, not thrown.
     *
     * @return how long to wait before the next poll
     */
    synchronized Duration poll() {
        Optional<Duration> askedFor = Optional.empty();
        try {
            readUpTo(clock.instant());
            failuresInARow = 0;
        } catch (RuntimeException failure) {
            failuresInARow++;
            Obstacle obstacle = Obstacles.of(failure);
            askedFor = obstacle.askedFor();
            tell(seen -> seen.blocked(obstacle, failure));
        }
        return Pace.pauseAfter(failuresInARow, settings.pollInterval(), settings.longestPause(), askedFor);
    }

    /** Makes a poll that is under way end after the window that it reads. */
    void stop() {
        stopping = true;
    }

    private void readUpTo(Instant now) {
        if (progress == null) {
            progress = startingPoint.find();
            tell(seen -> seen.startsFrom(progress.doneThrough()));
        }
        Duration back = reach.at(now);
        readNextWindow(now, back);
        reach.reached(back, now);
        while (progress.doneThrough().isBefore(now) && !stopping) {
            readNextWindow(now, settings.overlap());
        }
    }

    private void readNextWindow(Instant now, Duration back) {
        Instant doneThrough = progress.doneThrough();
        Window window = Window.after(doneThrough, now, back, settings.longestWindow());
        Optional<Found> read = reader.read(window, progress);
        while (read.isEmpty()) {
            window = window.halved(doneThrough);
            read = reader.read(window, progress);
        }
        Found found = read.get();
        publish(found);
        position.record(window.end());
        progress = progress.advancedTo(window.end(), reach.farthest());
        tell(seen -> seen.clear(progress.doneThrough(), found.spokeAt()));
    }

    private void publish(Found found) {
        publisher.announceAll(found.warnings().stream().map(Warning::told).toList());
        progress = progress.withWarned(found.warnings());
        for (List<AuditEntry> step : Steps.of(found.entries(), settings.overlap())) {
            publisher.announceAll(step);
            progress = progress.withPublished(step);
            counted.accept(step.size());
            tell(seen -> seen.published(step.get(step.size() - 1).timestamp()));
        }
    }

    /** What a poll sees after it was told to stop is no longer this instance's to tell. */
    private void tell(Consumer<Sight> what) {
        if (!stopping) {
            what.accept(sight);
        }
    }
}
