package dev.patrol.service.http;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which of many refused attempts is told, so that whoever tries again and again can't bury people in mails and none goes
 * uncounted: the first of its kind at once, and then one for all that have come in a while. Safe for use by several threads.
 */
final class RefusedAttempts {
    private final Duration quiet;
    /** By code, of which there are few. */
    private final Map<String, Told> told = new HashMap<>();

    /** @param quiet how long nothing more is told of the same kind */
    RefusedAttempts(Duration quiet) {
        this.quiet = quiet;
    }

    /**
     * @param what method and path
     * @param address where it came from
     */
    record Attempt(String what, String address, Denial denial) {}

    /**
     * What is to be told.
     *
     * @param others of the same kind that were not told
     */
    record Telling(Attempt attempt, long others) {}

    private record Told(Instant at, long untold, Attempt last) {}

    /** What is to be told now that this one has come; empty where it waits with others. */
    synchronized Optional<Telling> add(Attempt attempt, Instant now) {
        String code = attempt.denial().code();
        Told last = told.getOrDefault(code, new Told(Instant.MIN, 0, attempt));
        if (last.at().plus(quiet).isAfter(now)) {
            told.put(code, new Told(last.at(), last.untold() + 1, attempt));
            return Optional.empty();
        }
        told.put(code, new Told(now, 0, attempt));
        return Optional.of(new Telling(attempt, last.untold()));
    }

    /** What is to be told of those that wait; empty where none does. */
    synchronized Optional<Telling> rest(String code, Instant now) {
        Told last = told.get(code);
        if (last == null || last.untold() == 0) {
            return Optional.empty();
        }
        told.put(code, new Told(now, 0, last.last()));
        return Optional.of(new Telling(last.last(), last.untold() - 1));
    }

    /** Nobody has heard of it: it waits with the others, and the next one is told. */
    synchronized void takeBack(Telling telling) {
        told.computeIfPresent(
                telling.attempt().denial().code(),
                (code, last) -> new Told(Instant.MIN, last.untold() + telling.others() + 1, last.last()));
    }
}
