package dev.patrol.secrets;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time into a folder, of all threads and processes of a machine. The system takes the lock from a
 * process that dies.
 */
final class StoreLock {
    /** The system's locks are a process's, so its threads need one of their own; one for each folder that was opened. */
    private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

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
            try (AsynchronousFileChannel channel = DurableFiles.open(file);
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

    /** Whoever gives up closes the channel, which ends the wait for its lock. */
    private FileLock acquire(AsynchronousFileChannel channel, long end) throws IOException, InterruptedException {
        try {
            return channel.lock().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw busy();
        } catch (OverlappingFileLockException e) {
            throw new SecretStoreException.Unavailable(
                    "Something else in this process, of another class loader, holds " + file + ".");
        } catch (ExecutionException e) {
            throw new IOException("No lock on " + file + " can be had", e.getCause());
        }
    }

    private SecretStoreException busy() {
        return new SecretStoreException.Unavailable(
                "Another writer has held " + file + " for more than " + patience.toSeconds() + " s.");
    }
}
