package dev.patrol.e2e.faults;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks every few milliseconds whether dependents can work, and counts the times when they could not. */
final class Watch implements AutoCloseable {
    private static final long MILLIS = 10;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger lost = new AtomicInteger();

    Watch(Invariants invariants) {
        executor.scheduleAtFixedRate(
                () -> {
                    if (!invariants.dependentsCanWork()) {
                        lost.incrementAndGet();
                    }
                },
                0,
                MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** How often what the vault gave did not work. */
    int lost() {
        return lost.get();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
