package dev.patrol.rotator.rotation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread at a time work on a lineage, whoever calls: a record, an acknowledgement or the clock. */
@ApplicationScoped
class LineageLocks {
    private final ConcurrentMap<String, Lock> locks = new ConcurrentHashMap<>();

    /** Waits for the lineage and works on it. */
    void holding(String secretName, Runnable work) {
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
    void holdingIfFree(String secretName, Runnable work) {
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

    private Lock enter(String secretName) {
        return locks.compute(secretName, (name, existing) -> {
            Lock lock = existing == null ? new Lock() : existing;
            lock.users++;
            return lock;
        });
    }

    private void leave(String secretName) {
        locks.computeIfPresent(secretName, (name, lock) -> --lock.users == 0 ? null : lock);
    }

    /** Counted, so that the map holds only the lineages that are worked on. */
    private static final class Lock extends ReentrantLock {
        private static final long serialVersionUID = 1L;
        private int users;
    }
}
