package dev.patrol.rotator.rotation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Lets one thread at a time work on a lineage, whoever calls: a record, an acknowledgement or the clock. */
@ApplicationScoped
public class LineageLocks {
    private final ConcurrentMap<String, Lock> locks = new ConcurrentHashMap<>();
    private volatile Runnable onIdle = () -> {};

    /** Waits for the lineage and works on it. */
    public void holding(String secretName, Runnable work) {
        Lock lock = enter(secretName);
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
            leave(secretName);
        }
    }

    /** Works on the lineage, unless somebody else does. */
    public void holdingIfFree(String secretName, Runnable work) {
        Lock lock = enter(secretName);
        try {
            if (lock.tryLock()) {
                try {
                    work.run();
                } finally {
                    lock.unlock();
                }
            }
        } finally {
            leave(secretName);
        }
    }

    /** What is to be done whenever the last work ends; it must not take long. */
    void onIdle(Runnable work) {
        onIdle = work;
    }

    /** Whether nobody works on any lineage. */
    boolean isIdle() {
        return locks.isEmpty();
    }

    /** Waits until nobody works on the lineages meant; returns whether it came to that in time. */
    boolean awaitFree(Predicate<String> meant, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (String secretName : locks.keySet()) {
            if (meant.test(secretName) && !awaitFree(secretName, deadline - System.nanoTime())) {
                return false;
            }
        }
        return true;
    }

    private boolean awaitFree(String secretName, long nanos) {
        Lock lock = enter(secretName);
        try {
            boolean free = lock.tryLock(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            if (free) {
                lock.unlock();
            }
            return free;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            leave(secretName);
        }
    }

    private Lock enter(String secretName) {
        return locks.compute(secretName, (name, existing) -> {
            Lock lock = existing == null ? new Lock() : existing;
            lock.users++;
            return lock;
        });
    }

    private void leave(String secretName) {
        locks.computeIfPresent(secretName, (name, lock) -> --lock.users == 0 ? null : lock);
        if (locks.isEmpty()) {
            onIdle.run();
        }
    }

    /** Counted, so that the map holds only the lineages that are worked on. */
    private static final class Lock extends ReentrantLock {
        private static final long serialVersionUID = 1L;
        private int users;
    }
}
