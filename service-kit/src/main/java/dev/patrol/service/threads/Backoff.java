package dev.patrol.service.threads;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Pauses before what failed is tried again: each is twice as long as the one before, to a longest. Up to half of each is left to
 * chance, so that what failed together is not tried again together. Whoever waits is released when the service stops.
 */
public final class Backoff {
    /** The part of a pause that is left to chance. */
    public static final double JITTER = 0.5;

    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final CountDownLatch stopping = new CountDownLatch(1);

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /**
     * The pause before chance has its part.
     *
     * @param number 1 is the first; before it there is none
     */
    public Duration pause(int number) {
        if (number < 1) {
            return Duration.ZERO;
        }
        Duration pause = first.multipliedBy(1L << Math.min(number - 1, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /**
     * Waits for the pause, less what is left to chance.
     *
     * @return whether to go on; not where the service stops
     */
    public boolean await(Duration pause) throws InterruptedException {
        double share = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
        return !stopping.await((long) (pause.toNanos() * share), TimeUnit.NANOSECONDS);
    }

    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    public void stop() {
        stopping.countDown();
    }
}
