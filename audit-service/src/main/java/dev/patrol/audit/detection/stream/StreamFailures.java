package dev.patrol.audit.detection.stream;

import dev.patrol.azure.Organizations;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/**
 * A thread of the engine that breaks off is replaced: what it worked on is begun again from what was committed. Without this
 * the service would live on and detect nothing. Where threads break off again and again little or nothing is detected either, and
 * that is told.
 */
@ApplicationScoped
class StreamFailures implements StreamsUncaughtExceptionHandler {
    /** What breaks off one of them, as a broker that goes, mostly breaks off the other too. */
    static final int OFTEN = 10;

    static final Duration WITHIN = Duration.ofMinutes(10);
    static final Duration BETWEEN_ALARMS = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(StreamFailures.class);

    private final Collection<String> organizations;
    private final Consumer<PolicyViolated> broker;
    private final Clock clock;
    private final Deque<Instant> breaks = new ArrayDeque<>();
    private Instant toldAt = Instant.MIN;

    /** For the container. */
    @Inject
    StreamFailures(Organizations organizations, Publisher publisher, Clock clock) {
        this(organizations.names(), publisher::announce, clock);
    }

    StreamFailures(Collection<String> organizations, Consumer<PolicyViolated> broker, Clock clock) {
        this.organizations = organizations;
        this.broker = broker;
        this.clock = clock;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable broken) {
        LOG.error("A thread of the detector broke off, and begins again from what it has committed", broken);
        note(broken);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized void note(Throwable broken) {
        Instant now = clock.instant();
        breaks.addLast(now);
        breaks.removeIf(time -> time.isBefore(now.minus(WITHIN)));
        if (breaks.size() >= OFTEN && !toldAt.isAfter(now.minus(BETWEEN_ALARMS))) {
            tell(broken, breaks.getFirst());
            toldAt = now;
        }
        while (breaks.size() > OFTEN) {
            breaks.removeFirst();
        }
    }

    private void tell(Throwable broken, Instant since) {
        for (String organization : organizations) {
            try {
                broker.accept(alarm(organization, broken, since));
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "It can't be announced that the detector breaks off in %s", organization);
            }
        }
    }

    private static PolicyViolated alarm(String organization, Throwable broken, Instant since) {
        return new PolicyViolated(
                organization,
                null,
                "audit-entries-judged",
                Severity.HIGH,
                "The detector has broken off again and again since " + since.truncatedTo(ChronoUnit.SECONDS) + " ("
                        + broken.getClass().getSimpleName() + "): little or nothing is detected meanwhile.",
                "Fewer than " + OFTEN + " breaks within " + WITHIN.toMinutes() + " minutes.",
                "See the log of the audit service for the cause: its rights on topics and transactional ids that begin with"
                        + " patrol-detector, the broker, or an entry that it can't get over. Nothing is lost: entries wait on"
                        + " patrol.audit-entries.");
    }
}
