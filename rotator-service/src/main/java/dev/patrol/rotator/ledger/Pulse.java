package dev.patrol.rotator.ledger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "pulse"));

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
        thread.scheduleWithFixedDelay(() -> beat(onStall), every, every, TimeUnit.MILLISECONDS);
    }

    /** Whether the process has run without a longer break until now. */
    public boolean isBeating() {
        return System.nanoTime() - lastBeat < longestNanos;
    }

    /** Does something once so much time has passed that Kafka's own threads have found out about it too. */
    public void afterSession(Runnable work) {
        thread.schedule(work, sessionTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat(Runnable onStall) {
        if (!isBeating()) {
            onStall.run();
        }
        lastBeat = System.nanoTime();
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
