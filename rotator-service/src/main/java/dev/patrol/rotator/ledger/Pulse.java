package dev.patrol.rotator.ledger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Notices that this process did not run for a while: stopped by a signal, in a machine that slept, or in a long collection of
 * garbage. Kafka may have given its partitions away meanwhile, and its threads go on as if nothing had happened.
 */
@ApplicationScoped
public class Pulse {
    private static final int BEATS_PER_SESSION = 10;

    private final Duration sessionTimeout;
    private final long longestNanos;
    /** One beats; the other does what takes long. */
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(2, work -> new Thread(work, "pulse"));

    private volatile long lastBeat = System.nanoTime();

    /** @param sessionTimeoutMillis after how long a silence Kafka gives partitions away */
    Pulse(
            @ConfigProperty(name = "mp.messaging.connector.smallrye-kafka.session.timeout.ms", defaultValue = "45000")
                    long sessionTimeoutMillis) {
        this.sessionTimeout = Duration.ofMillis(sessionTimeoutMillis);
        this.longestNanos = sessionTimeout.toNanos() * 2 / 3;
    }

    /** Begins; the one who is to know of a stall is called before {@link #isBeating} is true again. */
    public void start(Runnable onStall) {
        lastBeat = System.nanoTime();
        long every = Math.max(1, sessionTimeout.toMillis() / BEATS_PER_SESSION);
        threads.scheduleWithFixedDelay(() -> beat(onStall), every, every, TimeUnit.MILLISECONDS);
    }

    /** Whether the process has run without a longer break until now. */
    public boolean isBeating() {
        return System.nanoTime() - lastBeat < longestNanos;
    }

    /** Does something once so much time has passed that Kafka's own threads have found out about it too. */
    public void afterSession(Runnable work) {
        threads.schedule(work, sessionTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for what clears up after a break, no longer than Kafka's own threads take to find out about it.
     *
     * @return whether it is so
     */
    synchronized boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + sessionTimeout.toNanos() * 2;
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private synchronized void beat(Runnable onStall) {
        if (!isBeating()) {
            onStall.run();
        }
        lastBeat = System.nanoTime();
        notifyAll();
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
