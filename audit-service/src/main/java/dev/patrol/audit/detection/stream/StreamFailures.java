package dev.patrol.audit.detection.stream;

import dev.patrol.azure.Organizations;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.threads.Backoff;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/**
 * A thread of the engine that breaks off is replaced: what it worked on is begun again from what was committed. Without this
 * the service would live on and detect nothing. Where threads break off again and again little or nothing is detected either:
 * that is told, and each waits longer before it is replaced. Its partitions wait with it, and go to no other thread meanwhile.
 */
@ApplicationScoped
class StreamFailures implements StreamsUncaughtExceptionHandler {
    /** What breaks off one of them, as a broker that goes, mostly breaks off the other too. */
    static final int OFTEN = 10;

    static final Duration WITHIN = Duration.ofMinutes(10);
    static final Duration BETWEEN_ALARMS = Duration.ofHours(1);

    /** What broke off both threads once is mostly over when they begin again. */
    private static final int REPLACED_AT_ONCE = 2;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** Far shorter than the five minutes after which the group would miss the thread. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(StreamFailures.class);

    private final Collection<String> organizations;
    private final Consumer<PolicyViolated> broker;
    private final Clock clock;
    private final Backoff backoff;
    private final Deque<Instant> breaks = new ArrayDeque<>();
    private Instant toldAt = Instant.MIN;

    /** For the container. */
    @Inject
    StreamFailures(Organizations organizations, Publisher publisher, Clock clock) {
        this(organizations.names(), publisher::announce, clock, new Backoff(FIRST_PAUSE, LONGEST_PAUSE));
    }

    StreamFailures(Collection<String> organizations, Consumer<PolicyViolated> broker, Clock clock, Backoff backoff) {
        this.organizations = organizations;
        this.broker = broker;
        this.clock = clock;
        this.backoff = backoff;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable broken) {
        Break noted = note();
        LOG.errorf(
                broken,
                "A thread of the detector broke off, and begins again from what it has committed, within %d s",
                noted.pause().toSeconds());
        noted.oftenSince().ifPresent(since -> tell(broken, since));
        outlast(noted.pause());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Before the framework closes the engine, which waits for its threads. */
    void onStop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent stop) {
        backoff.stop();
    }

    /** What comes of a break now. */
    synchronized Break note() {
        Instant now = clock.instant();
        breaks.addLast(now);
        breaks.removeIf(time -> time.isBefore(now.minus(WITHIN)));
        Duration pause = backoff.pause(breaks.size() - REPLACED_AT_ONCE);
        Optional<Instant> oftenSince = Optional.of(breaks.getFirst())
                .filter(first -> breaks.size() >= OFTEN && !toldAt.isAfter(now.minus(BETWEEN_ALARMS)));
        oftenSince.ifPresent(first -> toldAt = now);
        while (breaks.size() > OFTEN) {
            breaks.removeFirst();
        }
        return new Break(pause, oftenSince);
    }

    private void outlast(Duration pause) {
        try {
            if (!backoff.await(pause)) {
                LOG.debug("The service stops, so the thread waits no longer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /**
     * @param pause before the thread is replaced, at the most
     * @param oftenSince where it is to be told: since when threads have broken off again and again
     */
    record Break(Duration pause, Optional<Instant> oftenSince) {}
}
