package dev.patrol.service.http;

import dev.patrol.model.CommandRefused;
import dev.patrol.service.http.RefusedAttempts.Attempt;
import dev.patrol.service.http.RefusedAttempts.Telling;
import dev.patrol.service.messaging.Publisher;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells of requests that were not let through: of the first try at once, and of all that follow it every ten minutes, with their
 * number.
 */
@ApplicationScoped
class RefusedRequests {
    private static final Logger LOG = Logger.getLogger(RefusedRequests.class);
    private static final Duration QUIET = Duration.ofMinutes(10);
    /** Whoever asks does not wait longer for a broker that is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A path is anybody's text. */
    private static final int LONGEST = 100;

    private final Publisher publisher;
    private final Clock clock;
    private final RefusedAttempts attempts = new RefusedAttempts(QUIET);
    /** Codes whose rest will be told. */
    private final Set<String> pending = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "refused-requests");
        thread.setDaemon(true);
        return thread;
    });

    RefusedRequests(Publisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * @param what method and path
     * @param address where the request came from
     */
    void tell(String what, String address, Denial denial) {
        String shown = what.length() <= LONGEST ? what : what.substring(0, LONGEST);
        attempts.add(new Attempt(shown, address, denial), clock.instant()).ifPresent(this::tell);
        tellTheRestLater(denial.code());
    }

    private void tell(Telling telling) {
        Denial denial = telling.attempt().denial();
        String reason = "Somebody at " + telling.attempt().address() + " asked " + denial.reason() + "."
                + (telling.others() == 0
                        ? ""
                        : " So did " + telling.others()
                                + " others, or the same, since the last time that this was told.");
        LOG.warnf("Refused %s: %s", telling.attempt().what(), reason);
        try {
            publisher.announceWithin(
                    PATIENCE,
                    new CommandRefused(
                            UUID.randomUUID().toString(),
                            telling.attempt().what(),
                            null,
                            null,
                            denial.severity(),
                            denial.code(),
                            reason,
                            denial.remedy()));
        } catch (RuntimeException e) {
            LOG.errorf("That could not be announced: %s", e.getMessage());
            attempts.takeBack(telling);
            tellTheRestLater(denial.code());
        }
    }

    private void tellTheRestLater(String code) {
        if (!pending.add(code)) {
            return;
        }
        try {
            later.schedule(() -> tellTheRest(code), QUIET.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Nothing more is told by a service that stops");
        }
    }

    private void tellTheRest(String code) {
        pending.remove(code);
        attempts.rest(code, clock.instant()).ifPresent(this::tell);
    }

    @PreDestroy
    void stop() {
        later.shutdownNow();
    }
}
