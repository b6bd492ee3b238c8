package dev.patrol.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** When somebody who was not reached may be tried again: ever later, until a success. For one thread. */
final class Tries<K> {
    private record Failures(int count, Instant first, Instant next) {}

    private final Duration delay;
    private final Duration maxDelay;
    private final Map<K, Failures> failures = new HashMap<>();

    Tries(Duration delay, Duration maxDelay) {
        this.delay = delay;
        this.maxDelay = maxDelay;
    }

    boolean mayTry(K who, Instant now) {
        Failures failed = failures.get(who);
        return failed == null || !now.isBefore(failed.next());
    }

    /** @return for how long it has failed by now */
    Duration failed(K who, Instant now) {
        Failures before = failures.get(who);
        int count = before == null ? 1 : before.count() + 1;
        Instant first = before == null ? now : before.first();
        failures.put(who, new Failures(count, first, now.plus(pauseAfter(count))));
        return Duration.between(first, now);
    }

    void succeeded(K who) {
        failures.remove(who);
    }

    private Duration pauseAfter(int count) {
        Duration pause = delay;
        for (int doubled = 1; doubled < count && pause.compareTo(maxDelay) < 0; doubled++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(maxDelay) < 0 ? pause : maxDelay;
    }
}
