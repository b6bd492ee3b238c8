package dev.patrol.rotator.rotation;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.rotator.tokens.TokenApi;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Goes on with what waits for the time: overlaps that have ended, steps that may be tried again, what an interrupted run
 * left, and revoked tokens that are to be seen dead. As many lineages at once as rotations; one that takes long keeps no
 * other waiting.
 */
@ApplicationScoped
class RotationClock {
    private static final Logger LOG = Logger.getLogger(RotationClock.class);
    /** While there is other work, no more than a twentieth of the time goes into reading lists. */
    private static final int PAUSES = 19;

    private final Ledger ledger;
    private final Rotations rotations;
    private final LineageLocks locks;
    private final TokenApi tokens;
    private final Clock clock;
    private final ExecutorService workers;
    /** A lineage waits for a worker once, so that the queue is never longer than the ledger. */
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean readingBack = new AtomicBoolean();
    private volatile Instant nextReadBack = Instant.MIN;

    RotationClock(
            Ledger ledger,
            Rotations rotations,
            LineageLocks locks,
            TokenApi tokens,
            Clock clock,
            RotationSettings settings) {
        this.locks = locks;
        this.ledger = ledger;
        this.rotations = rotations;
        this.tokens = tokens;
        this.clock = clock;
        this.workers = Executors.newFixedThreadPool(settings.concurrency());
    }

    /** With nothing else to do, what is revoked is read back at once. */
    void onStart(@Observes StartupEvent start) {
        locks.onIdle(() -> workers.execute(this::readBack));
    }

    @Scheduled(every = "{patrol.rotation.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    void goOn() {
        ledger.due(clock.instant()).forEach(entry -> handOut(entry, rotations::goOn));
    }

    @Scheduled(every = "{patrol.rotation.read-back-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void readBack() {
        if (readingBack.compareAndSet(false, true)) {
            try {
                readBackAll();
            } finally {
                readingBack.set(false);
            }
        }
    }

    /** One list for all: the workers find it read. */
    private void readBackAll() {
        List<LedgerEntry> revoked = ledger.toBeReadBack(clock.instant());
        boolean isTooEarly = clock.instant().isBefore(nextReadBack) && !locks.isIdle();
        if (revoked.isEmpty() || isTooEarly) {
            return;
        }
        try {
            tokens.list(latest(revoked));
        } catch (AzureDevOpsException e) {
            LOG.debugf("No list to see revoked tokens dead; each of them says so by itself: %s", e.getMessage());
        }
        revoked.forEach(entry -> handOut(entry, rotations::readBack));
        nextReadBack = clock.instant().plus(tokens.timeToList().multipliedBy(PAUSES));
    }

    private static Instant latest(List<LedgerEntry> revoked) {
        return revoked.stream()
                .map(entry -> ((RotationState.Revoking) entry.state()).since())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void handOut(LedgerEntry entry, Consumer<String> work) {
        if (inHand.add(entry.secretName())) {
            workers.execute(() -> {
                try {
                    work.accept(entry.secretName());
                } catch (RuntimeException oneLineagesTrouble) {
                    LOG.errorf(oneLineagesTrouble, "The rotation of %s could not go on", entry.secretName());
                } finally {
                    inHand.remove(entry.secretName());
                }
            });
        }
    }

    @PreDestroy
    void stop() {
        locks.onIdle(() -> {});
        workers.shutdown();
    }
}
