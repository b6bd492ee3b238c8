package dev.patrol.service.http;

import dev.patrol.model.CommandRefused;
import dev.patrol.service.http.RefusedAttempts.Attempt;
import dev.patrol.service.http.RefusedAttempts.Telling;
import dev.patrol.service.messaging.Publisher;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
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
    /** Whoever stops the service waits even less. */
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);
    /** A path is anybody's text. */
    private static final int LONGEST = 100;

    private final BiConsumer<Duration, CommandRefused> announce;
    private final Clock clock;
    private final RefusedAttempts attempts = new RefusedAttempts(QUIET);
    /** Codes whose rest will be told. */
    private final Set<String> pending = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "refused-requests");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    RefusedRequests(Publisher publisher, Clock clock) {
        this(publisher::announceWithin, clock);
    }

    /** @param announce throws where it was not taken within that time */
    RefusedRequests(BiConsumer<Duration, CommandRefused> announce, Clock clock) {
        this.announce = announce;
        this.clock = clock;
    }

    /**
     * @param what method and path
     * @param address where the request came from
     */
    void tell(String what, String address, Denial denial) {
        String shown = what.length() <= LONGEST ? what : what.substring(0, LONGEST);
        attempts.add(new Attempt(shown, address, denial), clock.instant()).ifPresent(first -> tell(first, PATIENCE));
        tellTheRestLater(denial.code());
    }

    private void tell(Telling telling, Duration patience) {
        Denial denial = telling.attempt().denial();
        String reason = "Somebody at " + telling.attempt().address() + " asked " + denial.reason() + "."
                + (telling.others() == 0
                        ? ""
                        : " So did " + telling.others()
                                + " others, or the same, since the last time that this was told.");
        LOG.warnf("Refused %s: %s", telling.attempt().what(), reason);
        try {
            announce.accept(
                    patience,
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
            later.schedule(() -> tellTheRest(code, PATIENCE), QUIET.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Nothing more is told by a service that stops");
        }
    }

    private void tellTheRest(String code, Duration patience) {
        pending.remove(code);
        attempts.rest(code, clock.instant()).ifPresent(rest -> tell(rest, patience));
    }

    /** What waits to be told is told now, while records can still be written; what is refused from here on is in the log alone. */
    void onStop(@Observes ShutdownEvent stop) {
        later.shutdownNow();
        List.copyOf(pending).forEach(code -> tellTheRest(code, LAST_PATIENCE));
    }
}
