package dev.patrol.secrets;

import com.azure.core.util.SharedExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which Azure's SDK waits for answers. Its own are ended as soon as the process is told to stop, and no others can be
 * had from then on (an {@code IllegalStateException}), so that a service which finishes what it is about would find no vault. These
 * work until the process has ended.
 */
final class SdkThreads {
    /** As many as there are rotations at once by default; more calls wait for one. */
    private static final int MOST = 64;

    private static final ScheduledExecutorService THREADS = threads();

    private SdkThreads() {}

    /** For all clients of the SDK in this process, from now on. */
    static void areKept() {
        SharedExecutorService shared = SharedExecutorService.getInstance();
        if (shared.getExecutorService() != THREADS) {
            shared.setExecutorService(THREADS);
        }
    }

    private static ScheduledExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(MOST, work -> {
            Thread thread = new Thread(work, "azure-sdk-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        threads.setKeepAliveTime(1, TimeUnit.MINUTES);
        threads.allowCoreThreadTimeOut(true);
        threads.setRemoveOnCancelPolicy(true);
        return threads;
    }
}
