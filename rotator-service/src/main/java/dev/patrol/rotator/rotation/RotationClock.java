package dev.patrol.rotator.rotation;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.rotator.ledger.Ledger;
import dev.patrol.rotator.ledger.LedgerEntry;
import dev.patrol.rotator.saga.RotationState;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.rotator.tokens.TokenApis;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Goes on with what waits for the time: overlaps that have ended, steps that may be tried again, what an interrupted run
 * left, and revoked tokens that are to be seen dead. As many lineages of an organization at once as rotations; one that takes
 * long keeps no other waiting.
 */
@ApplicationScoped
class RotationClock {
    private static final Logger LOG = Logger.getLogger(RotationClock.class);
    /** While there is other work, no more than a twentieth of the time goes into reading lists. */
    private static final int PAUSES = 19;

    private final Ledger ledger;
    private final Rotations rotations;
    private final LineageLocks locks;
    private final TokenApis tokens;
    private final Clock clock;
    private final Workers workers;
    /** From when on an organization's next list may be read for this. */
    private final Map<String, Instant> nextReadBack = new ConcurrentHashMap<>();

    RotationClock(
            Ledger ledger,
            Rotations rotations,
            LineageLocks locks,
            TokenApis tokens,
            Clock clock,
            RotationSettings settings) {
        this.locks = locks;
        this.ledger = ledger;
        this.rotations = rotations;
        this.tokens = tokens;
        this.clock = clock;
        this.workers =
                new Workers(tokens.all().stream().map(TokenApi::organization).toList(), settings.concurrency());
    }

    /** With nothing else to do, what is revoked is read back at once. */
    void onStart(@Observes StartupEvent start) {
        locks.onIdle(this::readBack);
    }

    @Scheduled(every = "{patrol.rotation.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    void goOn() {
        ledger.due(clock.instant()).forEach(entry -> handOut(entry, rotations::goOn));
    }

    /** One list for all of an organization: the workers find it read. */
    @Scheduled(every = "{patrol.rotation.read-back-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void readBack() {
        Map<String, List<LedgerEntry>> revoked = ledger.toBeReadBack(clock.instant()).stream()
                .collect(Collectors.groupingBy(entry -> entry.plan().previous().organization()));
        tokens.all().stream()
                .filter(organization -> revoked.containsKey(organization.organization()))
                .filter(organization -> !isTooEarly(organization))
                .forEach(organization -> workers.handOut(
                        organization.organization(),
                        "the list of " + organization.organization(),
                        () -> readBack(organization, revoked.get(organization.organization()))));
    }

    private boolean isTooEarly(TokenApi organization) {
        Instant next = nextReadBack.getOrDefault(organization.organization(), Instant.MIN);
        return clock.instant().isBefore(next) && !locks.isIdle();
    }

    private void readBack(TokenApi organization, List<LedgerEntry> revoked) {
        try {
            organization.list(latest(revoked));
        } catch (AzureDevOpsException e) {
            LOG.debugf("No list to see revoked tokens dead; each of them says so by itself: %s", e.getMessage());
        }
        revoked.forEach(entry -> handOut(entry, rotations::readBack));
        nextReadBack.put(
                organization.organization(),
                clock.instant().plus(organization.timeToList().multipliedBy(PAUSES)));
    }

    private static Instant latest(List<LedgerEntry> revoked) {
        return revoked.stream()
                .map(entry -> ((RotationState.Revoking) entry.state()).since())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void handOut(LedgerEntry entry, Consumer<String> work) {
        String organization = entry.plan().previous().organization();
        workers.handOut(organization, entry.secretName(), () -> work.accept(entry.secretName()));
    }

    @PreDestroy
    void stop() {
        locks.onIdle(() -> {});
        workers.stop();
    }
}
