package dev.patrol.audit.reading;

import dev.patrol.service.telemetry.Subject;
import dev.patrol.service.telemetry.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Polls one organization until it is told to end: one poll at a time, each followed by its own pause. */
final class Shift {
    private static final Logger LOG = Logger.getLogger(Shift.class);
    private static final Duration LAST_WINDOW = Duration.ofSeconds(5);
    private static final Duration BREAKING_OFF = Duration.ofSeconds(3);

    /** How long {@link #awaitEnd} takes at most. */
    static final Duration LONGEST_END = LAST_WINDOW.plus(BREAKING_OFF);

    private final AuditPoller poller;
    private final String organization;
    private final Duration pauseOfBroken;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    /** @param pauseOfBroken how long it waits after a poll that broke off in a way that nobody foresaw */
    Shift(AuditPoller poller, Duration pauseOfBroken, String organization) {
        this.poller = poller;
        this.organization = organization;
        this.pauseOfBroken = pauseOfBroken;
        this.thread = new Thread(this::pollUntilItIsOver, "audit-poll-" + organization);
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    /** Lets the window under way be finished and no other begin; waits for nothing. */
    void end() {
        poller.stop();
        over.countDown();
    }

    /**
     * Waits until it ended, and breaks off the window under way where that takes too long: whoever reads it anew drops what
     * is on the topic.
     */
    void awaitEnd() throws InterruptedException {
        thread.join(LAST_WINDOW.toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(BREAKING_OFF.toMillis());
        }
        if (thread.isAlive()) {
            LOG.warnf("%s can't be broken off; what it still publishes has the ids of what its successor does", thread);
        }
    }

    private void pollUntilItIsOver() {
        try {
            Duration pause = poll();
            while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = poll();
            }
        } catch (InterruptedException brokenOff) {
            LOG.debug("Broken off: another instance goes on, or the service stops");
        }
    }

    private Duration poll() {
        return Work.resuming("poll audit log", Optional.empty(), Subject.ofOrganization(organization))
                .get(this::pollOnce);
    }

    private Duration pollOnce() {
        try {
            return poller.poll();
        } catch (RuntimeException | Error broken) {
            LOG.error("A poll of the audit log broke off; the next one is tried nevertheless", broken);
            return pauseOfBroken;
        }
    }
}
