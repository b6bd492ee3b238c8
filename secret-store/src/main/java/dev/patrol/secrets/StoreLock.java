package dev.patrol.secrets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time into a folder, of all threads and processes of a machine. The system takes the lock from a
 * process that dies.
 */
final class StoreLock {
    /** The system's locks are a process's, so its threads need one of their own; one for each folder that was opened. */
    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private static final Duration PAUSE = Duration.ofMillis(5);

    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private final Path file;
    private final Duration patience;
    private final ReentrantLock local;

    StoreLock(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
        this.local = IN_THIS_PROCESS.computeIfAbsent(file, ignored -> new ReentrantLock(true));
    }

    /** @throws SecretStoreException.Unavailable where others keep the lock for too long */
    <T> T holding(Work<T> work) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        try {
            if (!local.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
            try (FileChannel channel = DurableFiles.open(file);
                    FileLock held = acquire(channel, end)) {
                return work.run();
            } finally {
                local.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SecretStoreException.Unavailable("Interrupted while waiting for " + file + ".");
        }
    }

    /** Java has no wait with an end for the lock of another process, so it is asked for again and again. */
    private FileLock acquire(FileChannel channel, long end) throws IOException, InterruptedException {
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - end > 0) {
                throw busy();
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByAnotherClassLoader) {
            return null;
        }
    }

    private SecretStoreException busy() {
        return new SecretStoreException.Unavailable(
                "Another writer has held " + file + " for more than " + patience.toSeconds() + " s.");
    }
}
