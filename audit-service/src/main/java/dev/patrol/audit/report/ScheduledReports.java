package dev.patrol.audit.report;

import dev.patrol.azure.Organizations;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes the reports that are due. One that was missed while the service was down is made up for at the start; if Patrol saw nothing
 * of that week, it was not there yet, and nothing is made up.
 */
@ApplicationScoped
class ScheduledReports {
    private static final Logger LOG = Logger.getLogger(ScheduledReports.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Reports reports;
    private final ReportSchedule schedule;
    private final List<String> organizations;
    private final Clock clock;
    private final Instant start;

    private Optional<Week> done = Optional.empty();
    private Instant notBefore = Instant.MIN;
    private Duration pause = SHORTEST_PAUSE;

    @Inject
    ScheduledReports(Reports reports, ReportSettings settings, Organizations organizations, Clock clock) {
        this(reports, settings.schedule(), organizations.names(), clock);
    }

    ScheduledReports(Reports reports, String cron, List<String> organizations, Clock clock) {
        this.reports = reports;
        this.schedule = new ReportSchedule(cron);
        this.organizations = organizations;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Looks whether reports are due, not before the channels are ready. */
    @Scheduled(
            every = "5s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    synchronized void makeWhereDue() {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return;
        }
        schedule.latestMoment(now)
                .filter(moment -> !ReportSchedule.weekOf(moment).to().isBefore(Week.earliestEndAt(now)))
                .filter(moment -> !done.equals(Optional.of(ReportSchedule.weekOf(moment))))
                .ifPresent(this::make);
    }

    private void make(Instant moment) {
        Week week = ReportSchedule.weekOf(moment);
        boolean missed = moment.isBefore(start);
        try {
            reports.publishMissing(week, organizations, seen -> !missed || seen.isWatched());
            done = Optional.of(week);
            pause = SHORTEST_PAUSE;
        } catch (RuntimeException failure) {
            LOG.warnf(
                    failure,
                    "The reports from %s to %s could not be made; tried again in %s",
                    week.from(),
                    week.to(),
                    pause);
            notBefore = clock.instant().plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }
}
