package dev.patrol.service.http;

import dev.patrol.model.CommandRefused;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells of requests that were not let through. Whoever tries again and again is told of at the first try and then every ten
 * minutes, with the number of tries: one event for each would be a way to bury people in mails.
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
    /** By code, of which there are few. */
    private final Map<String, Told> told = new HashMap<>();

    RefusedRequests(Publisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * @param what method and path
     * @param address where the request came from
     */
    void tell(String what, String address, Denial denial) {
        toTell(denial.code()).ifPresent(untold -> {
            String shown = what.length() <= LONGEST ? what : what.substring(0, LONGEST);
            String reason = "Somebody at " + address + " asked " + denial.reason() + "."
                    + (untold == 0
                            ? ""
                            : " So did " + untold + " others, or the same, since the last time that this was told.");
            LOG.warnf("Refused %s: %s", shown, reason);
            announce(new CommandRefused(
                    UUID.randomUUID().toString(),
                    shown,
                    null,
                    null,
                    denial.severity(),
                    denial.code(),
                    reason,
                    denial.remedy()));
        });
    }

    private void announce(CommandRefused refusal) {
        try {
            publisher.announceWithin(PATIENCE, refusal);
        } catch (RuntimeException e) {
            LOG.errorf("That could not be announced: %s", e.getMessage());
            forget(refusal.code());
        }
    }

    /** How many went untold before this one; empty where this one goes untold too. */
    private synchronized Optional<Long> toTell(String code) {
        Instant now = clock.instant();
        Told last = told.getOrDefault(code, new Told(Instant.MIN, 0));
        if (last.at().plus(QUIET).isAfter(now)) {
            told.put(code, new Told(last.at(), last.untold() + 1));
            return Optional.empty();
        }
        told.put(code, new Told(now, 0));
        return Optional.of(last.untold());
    }

    /** The next one is told, since nobody heard of this one. */
    private synchronized void forget(String code) {
        told.computeIfPresent(code, (same, last) -> new Told(Instant.MIN, last.untold() + 1));
    }

    private record Told(Instant at, long untold) {}
}
