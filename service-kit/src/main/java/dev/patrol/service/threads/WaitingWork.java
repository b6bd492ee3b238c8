package dev.patrol.service.threads;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Executors for work that mostly waits: for Azure DevOps, a vault, a broker. Each piece of it has a virtual thread where the
 * runtime has them (Java 21 and newer), else a thread of a pool. How many are at work at once is bounded either way.
 */
public final class WaitingWork {
    private static final Optional<VirtualThreads> VIRTUAL = VirtualThreads.ofRuntime();

    private WaitingWork() {}

    /**
     * An executor of its own, which whoever asked for it shuts down.
     *
     * <p>How much may wait is for the caller to bound, who says there by what: only one that stops refuses work, and a record
     * whose work is refused is left to whoever reads it next, so a queue that is full would lose it for as long as this
     * instance reads.
     *
     * @param most pieces of work at once; the others wait, those that came first before the others
     * @param name what its threads are called
     */
    public static ExecutorService atMost(int most, String name) {
        return VIRTUAL.<ExecutorService>map(threads -> new Bounded(threads.perTask(name), most))
                .orElseGet(() -> pool(most, name));
    }

    static ExecutorService pool(int most, String name) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most,
                most,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                work -> new Thread(work, name + "-" + number.getAndIncrement()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** What Java 21 has, seen from 17. */
    private record VirtualThreads(Class<?> builder) {
        static Optional<VirtualThreads> ofRuntime() {
            if (Runtime.version().feature() < 21) {
                return Optional.empty();
            }
            try {
                return Optional.of(new VirtualThreads(Class.forName("java.lang.Thread$Builder$OfVirtual")));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        ExecutorService perTask(String name) {
            try {
                Object threads = Thread.class.getMethod("ofVirtual").invoke(null);
                builder.getMethod("name", String.class, long.class).invoke(threads, name + "-", 0L);
                Object factory = builder.getMethod("factory").invoke(threads);
                return (ExecutorService) Executors.class
                        .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                        .invoke(null, factory);
            } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("Java " + Runtime.version() + " has no virtual threads", e);
            }
        }
    }
}
