package dev.patrol.rotator.breakglass;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.service.telemetry.Work;
import io.smallrye.faulttolerance.api.Guard;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does many things at the same time, each patiently. What a service that stops has not done is left to the next. */
final class Crew {
    private static final int RETRIES = 6;
    private static final long FIRST_DELAY_MILLIS = 500;
    private static final long LONGEST_DELAY_MILLIS = 15_000;

    private final ExecutorService workers;
    private final Guard retries = Guard.create()
            .withRetry()
            .maxRetries(RETRIES)
            .delay(FIRST_DELAY_MILLIS, ChronoUnit.MILLIS)
            .jitter(FIRST_DELAY_MILLIS / 2, ChronoUnit.MILLIS)
            .whenException(failure -> failure instanceof AzureDevOpsException known && known.isTransient())
            .withExponentialBackoff()
            .maxDelay(LONGEST_DELAY_MILLIS, ChronoUnit.MILLIS)
            .done()
            .done()
            .build();

    Crew(ExecutorService workers) {
        this.workers = workers;
    }

    /**
     * Does something with each, and returns when all is done.
     *
     * @throws RejectedExecutionException where the service stops meanwhile
     */
    <T> void each(Collection<T> all, Consumer<T> work) {
        List<? extends Future<?>> running = all.stream()
                .map(one -> workers.submit(Work.carry(() -> work.accept(one))))
                .toList();
        for (Future<?> one : running) {
            await(one);
        }
        requireRunning();
    }

    /** Tries again what may pass, a few times and ever less often. */
    @SuppressWarnings("unchecked")
    <T> T patiently(Supplier<T> call) {
        try {
            return (T) retries.get(call::get, Object.class);
        } catch (AzureDevOpsException e) {
            requireRunning();
            throw e;
        }
    }

    private void await(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("Interrupted in the middle of a break-glass", e);
        } catch (CancellationException e) {
            throw new RejectedExecutionException("Stopped in the middle of a break-glass", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void requireRunning() {
        if (workers.isShutdown() || Thread.currentThread().isInterrupted()) {
            throw new RejectedExecutionException("The service stops in the middle of a break-glass");
        }
    }
}
