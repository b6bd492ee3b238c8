package dev.patrol.scanner.scan;

import dev.patrol.model.Scan;
import dev.patrol.service.messaging.Publisher;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks for scans: by the schedule, and for people. All of them by a command on the one-partition topic, so that however many
 * scanners run, the one that reads it does the work. That one also minds the schedule, since only it knows what was scanned.
 */
@ApplicationScoped
public class ScanRequests {
    private static final Logger LOG = Logger.getLogger(ScanRequests.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** After a broker that does not take the command. */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Publisher publisher;
    private final Scanner scanner;
    private final AwaitedRotations awaited;
    private final ActiveScanner role;
    private final ScanSchedule schedule;
    private final Clock clock;
    private Optional<Instant> asked = Optional.empty();
    private Instant notBefore = Instant.MIN;

    ScanRequests(
            Publisher publisher,
            Scanner scanner,
            AwaitedRotations awaited,
            @Identifier(ActiveScanner.NAME) ActiveScanner role,
            ScanSettings settings,
            Clock clock) {
        this.publisher = publisher;
        this.scanner = scanner;
        this.awaited = awaited;
        this.role = role;
        this.schedule = new ScanSchedule(settings.cron(), settings.makeUpAfter());
        this.clock = clock;
    }

    /** Looks whether a scan is due, not before the channels are ready. */
    @Scheduled(
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    synchronized void askWhereDue() {
        Instant now = clock.instant();
        if (!role.isActive() || scanner.isScanning() || now.isBefore(notBefore)) {
            return;
        }
        schedule.due(scanner.covered(), asked, awaited.since(), now).ifPresent(scan -> {
            try {
                publisher.announce(scan);
                // Not when it was due: a broker that is away takes the command when it is back.
                asked = Optional.of(clock.instant());
            } catch (RuntimeException e) {
                notBefore = clock.instant().plus(PAUSE);
                LOG.warnf("The scan that is due could not be asked for, and will be: %s", e.getMessage());
            }
        });
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
