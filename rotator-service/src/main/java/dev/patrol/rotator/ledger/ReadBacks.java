package dev.patrol.rotator.ledger;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The lineages of each organization whose previous token is revoked and not yet seen dead. Revoking is faster than reading back:
 * who would add to many of them can wait here, so that what is due waits with the broker and not in memory.
 */
final class ReadBacks {
    private final Map<String, Set<String>> secretNames = new TreeMap<>();

    synchronized void add(String organization, String secretName) {
        secretNames.computeIfAbsent(organization, name -> new HashSet<>()).add(secretName);
    }

    synchronized void removeIf(Predicate<String> secretName) {
        secretNames.values().forEach(names -> names.removeIf(secretName));
        notifyAll();
    }

    synchronized void remove(String organization, String secretName) {
        Set<String> names = secretNames.get(organization);
        if (names != null && names.remove(secretName)) {
            notifyAll();
        }
    }

    /**
     * Waits while an organization has as many of them or more, but no longer than a time: one that is never seen dead holds up
     * nobody for good.
     *
     * @throws RejectedExecutionException where the thread is interrupted
     */
    synchronized void awaitFewerThan(int most, String organization, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (left > 0 && secretNames.getOrDefault(organization, Set.of()).size() >= most) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RejectedExecutionException("Interrupted while waiting for tokens to be seen dead", e);
            }
            left = deadline - System.nanoTime();
        }
    }
}
