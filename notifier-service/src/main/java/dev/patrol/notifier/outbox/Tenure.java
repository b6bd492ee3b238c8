package dev.patrol.notifier.outbox;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Whether this instance is the one that tells people, as far as it can be sure of that, and how many letters it has under way.
 * Times are not by the clock, which may be set.
 */
final class Tenure {
    private static final Logger LOG = Logger.getLogger(Tenure.class);

    private boolean open;
    private int underWay;
    private long heardAt;
    private Duration longestSilence = Duration.ZERO;

    synchronized void begin() {
        open = true;
        heardAt = System.nanoTime();
        notifyAll();
    }

    /** No letter is begun any more; returns when those under way have ended, or are not waited for any more. */
    synchronized void end(Duration patience) {
        open = false;
        notifyAll();
        long deadline = System.nanoTime() + patience.toNanos();
        while (underWay > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                LOG.warnf("A letter under way did not end within %s; another instance may send it too", patience);
                return;
            }
            awaitChange(Duration.ofNanos(left));
        }
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** @throws RejectedExecutionException where it is another instance */
    synchronized void requireOpen() {
        if (!open) {
            throw new RejectedExecutionException("The outbox is another instance's");
        }
    }

    /** How long the broker may say nothing before another instance may have the partitions. */
    synchronized void expectSignsOfLife(Duration longestSilence) {
        this.longestSilence = longestSilence;
    }

    /** The broker has just confirmed that this instance is the active one. */
    synchronized void signOfLife() {
        heardAt = System.nanoTime();
        notifyAll();
    }

    /** A process that stood still does not know what happened meanwhile. */
    synchronized boolean isSure() {
        return open && System.nanoTime() - heardAt < longestSilence.toNanos();
    }

    /** Begins a letter, which has to be ended; returns whether it may be sent. */
    synchronized boolean beginLetter() {
        if (isSure()) {
            underWay++;
            return true;
        }
        return false;
    }

    synchronized void endLetter() {
        underWay--;
        notifyAll();
    }

    /** How many letters are being sent just now. */
    synchronized int underWay() {
        return underWay;
    }

    /** Wakes whoever waits for a change. */
    synchronized void changed() {
        notifyAll();
    }

    /** Waits for a change, but not longer than told. */
    synchronized void awaitChange(Duration longest) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, longest.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(e);
        }
    }
}
