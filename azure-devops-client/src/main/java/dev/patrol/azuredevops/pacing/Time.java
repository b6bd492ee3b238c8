package dev.patrol.azuredevops.pacing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** What time it is, and waiting for a time. */
public interface Time {
    Instant now();

    /** Waits until the condition is signalled, or so long at most; may return early. */
    void await(Condition condition, Duration atMost) throws InterruptedException;

    /** By a clock; waits by the machine's. */
    static Time of(InstantSource clock) {
        return new Time() {
            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public void await(Condition condition, Duration atMost) throws InterruptedException {
                condition.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
            }
        };
    }

    /** The machine's time as it was at this call, and steady from then on: nobody waits longer because a clock was set. */
    static Time steady() {
        Instant start = Clock.systemUTC().instant();
        long nanos = System.nanoTime();
        return of(() -> start.plusNanos(System.nanoTime() - nanos));
    }
}
