package dev.patrol.rotator.rotation;

import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.LedgerEntry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Goes on with what waits for the time: overlaps that have ended, steps that may be tried again, and what an interrupted run
 * left. One look at a time; within it as many lineages at once as rotations.
 */
@ApplicationScoped
class RotationClock {
    private static final Logger LOG = Logger.getLogger(RotationClock.class);

    private final Ledger ledger;
    private final Rotations rotations;
    private final Clock clock;
    private final int concurrency;

    RotationClock(Ledger ledger, Rotations rotations, Clock clock, RotationSettings settings) {
        this.ledger = ledger;
        this.rotations = rotations;
        this.clock = clock;
        this.concurrency = settings.concurrency();
    }

    @Scheduled(every = "{patrol.rotation.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        Multi.createFrom()
                .iterable(ledger.due(clock.instant()))
                .onItem()
                .transformToUni(this::goOn)
                .merge(concurrency)
                .collect()
                .last()
                .await()
                .indefinitely();
    }

    /** One lineage's trouble is not another's. */
    private Uni<Void> goOn(LedgerEntry entry) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> rotations.goOn(entry.secretName()))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.errorf(failure, "The rotation of %s could not go on", entry.secretName());
                    return Uni.createFrom().voidItem();
                });
    }
}
