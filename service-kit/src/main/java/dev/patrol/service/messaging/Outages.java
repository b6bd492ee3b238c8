package dev.patrol.service.messaging;

import dev.patrol.service.telemetry.Subject;
import dev.patrol.service.telemetry.Work;
import dev.patrol.service.threads.Backoff;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes records up again whose work has failed only since the broker was away, however long that lasts. The connector would not
 * bring one again that is left, as long as its partition stays here. Meanwhile it is not acknowledged, and no other of its key
 * overtakes it.
 */
final class Outages {
    private static final Logger LOG = Logger.getLogger(Outages.class);

    private final Duration firstWait;
    private final Duration longestWait;
    private final Backoff backoff;

    /** @param longestWait between two tries; each wait is longer than the one before, to that */
    Outages(Duration firstWait, Duration longestWait) {
        this.firstWait = firstWait;
        this.longestWait = longestWait;
        this.backoff = new Backoff(firstWait, longestWait);
    }

    /**
     * Returns when it is done.
     *
     * @throws RejectedExecutionException where the service stops meanwhile
     */
    void outlast(ConsumerRecord<?, ?> message, Runnable work) {
        for (int tries = 1; ; tries++) {
            try {
                work.run();
                return;
            } catch (RuntimeException failure) {
                if (!isToBeTakenUp(failure)) {
                    throw failure;
                }
                tell(message, failure);
                await(backoff.pause(tries), failure);
            }
        }
    }

    /** The same for work that ends later. It has no end where the service stops meanwhile. */
    <T> Uni<T> outlastLater(ConsumerRecord<?, ?> message, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> work.get())
                .onFailure(this::isToBeTakenUp)
                .invoke(failure -> tell(message, failure))
                .onFailure(this::isToBeTakenUp)
                .retry()
                .withBackOff(firstWait, longestWait)
                .withJitter(Backoff.JITTER)
                .indefinitely();
    }

    /** What waits is left to whoever reads it next. */
    void stop() {
        backoff.stop();
    }

    private boolean isToBeTakenUp(Throwable failure) {
        return !backoff.isStopping() && DeadLetters.isOutage(failure);
    }

    private static void tell(ConsumerRecord<?, ?> message, Throwable failure) {
        Work.about(Subject.of(message.headers()))
                .within(() -> LOG.warnf(
                        "The broker was away for too long, so this is taken up again: %s, partition %d, offset %d: %s",
                        message.topic(),
                        message.partition(),
                        message.offset(),
                        DeadLetters.outageIn(failure).map(Throwable::getMessage).orElse("")));
    }

    private void await(Duration wait, RuntimeException failure) {
        try {
            if (!backoff.await(wait)) {
                throw new RejectedExecutionException("The service stops", failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("The service stops", e);
        }
    }
}
