package dev.patrol.local.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something that can only be looked at, until it is so, too late, or not wanted any more. */
final class Waiting {
    private static final Duration STEP = Duration.ofMillis(200);

    private final CountDownLatch cancelled = new CountDownLatch(1);

    /** Whether it became so in time. {@code meanwhile} runs at every look. */
    boolean until(BooleanSupplier condition, Duration atMost, Runnable meanwhile) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            meanwhile.run();
            if (System.nanoTime() > deadline || isCancelledWithin(STEP)) {
                return false;
            }
        }
        return true;
    }

    /** Ends all waiting, now and later. */
    void cancel() {
        cancelled.countDown();
    }

    /** Waits that long for a {@link #cancel}, and says whether it came. */
    boolean isCancelledWithin(Duration time) {
        try {
            return cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    boolean isCancelled() {
        return cancelled.getCount() == 0;
    }
}
