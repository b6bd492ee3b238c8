package dev.patrol.service.threads;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A thread for each piece of work, which waits until it may begin. What has not begun when it is stopped never begins. */
final class Bounded extends AbstractExecutorService {
    private final ExecutorService threads;
    private final Semaphore free;
    private volatile boolean stopped;

    /** @param threads starts a thread for each task */
    Bounded(ExecutorService threads, int most) {
        this.threads = threads;
        this.free = new Semaphore(most, true);
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(() -> {
            try {
                free.acquire();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            try {
                // Whoever is interrupted at work leaves its place, maybe to one that is not interrupted yet.
                if (!stopped) {
                    work.run();
                }
            } finally {
                free.release();
            }
        });
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    /** Interrupts what is at work and what waits. */
    @Override
    public List<Runnable> shutdownNow() {
        stopped = true;
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
