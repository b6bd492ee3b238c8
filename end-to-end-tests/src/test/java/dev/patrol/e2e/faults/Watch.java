package dev.patrol.e2e.faults;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Looks every few milliseconds whether dependents can work, and counts the times when they could not. */
final class Watch implements AutoCloseable {
    private static final long MILLIS = 10;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final BooleanSupplier dependentsCanWork;
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicReference<Throwable> blindness = new AtomicReference<>();

    Watch(BooleanSupplier dependentsCanWork) {
        this.dependentsCanWork = dependentsCanWork;
        executor.scheduleAtFixedRate(this::look, 0, MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (!dependentsCanWork.getAsBoolean()) {
                lost.incrementAndGet();
            }
            looks.incrementAndGet();
        } catch (Throwable e) {
            blindness.compareAndSet(null, e);
        }
    }

    /**
     * How often what the vault gave did not work.
     *
     * @throws AssertionError if it could not look, even once
     */
    int lost() {
        if (blindness.get() != null || looks.get() == 0) {
            throw new AssertionError("It was not seen whether dependents can work", blindness.get());
        }
        return lost.get();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
