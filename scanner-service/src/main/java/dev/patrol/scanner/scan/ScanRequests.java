package dev.patrol.scanner.scan;

import dev.patrol.model.Scan;
import dev.patrol.service.messaging.Publisher;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Asks for scans: at start, by the schedule, and for people. All of them by a command on the one-partition topic, so that
 * however many scanners run, the one that reads it does the work.
 */
@ApplicationScoped
public class ScanRequests {
    private static final String SCANNER = "scanner";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Publisher publisher;
    private volatile boolean askedAtStart;

    ScanRequests(Publisher publisher) {
        this.publisher = publisher;
    }

    /** Once, as soon as the broker takes it. */
    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void atStart() {
        if (!askedAtStart) {
            publisher.announce(new Scan("The scanner has started.", SCANNER, ""));
            askedAtStart = true;
        }
    }

    /** Every scanner meets the schedule; their commands name the same moment, so they count as one. */
    @Scheduled(cron = "{patrol.scan.cron}", timeZone = "UTC")
    void bySchedule(ScheduledExecution execution) {
        Instant moment = execution.getScheduledFireTime().truncatedTo(ChronoUnit.SECONDS);
        publisher.announce(new Scan("The daily scan.", SCANNER, "schedule/" + moment));
    }

    /**
     * Asks for a scan; returns the command's id when the broker has it.
     *
     * @throws RuntimeException where the broker does not take it within ten seconds
     */
    public String ask(String reason, String requestedBy) {
        return publisher
                .announceWithin(PATIENCE, new Scan(reason, requestedBy, ""))
                .id();
    }
}
