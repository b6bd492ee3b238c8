package dev.patrol.scanner.scan;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.scanner.expiry.ExpiryRules;
import dev.patrol.scanner.inventory.Inventory;
import dev.patrol.scanner.policies.PolicyScans;
import dev.patrol.scanner.selection.Selection;
import dev.patrol.scanner.selection.SelectionSettings;
import dev.patrol.service.declarations.Declarations;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.service.telemetry.Subject;
import dev.patrol.service.telemetry.Work;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * Scans all organizations, side by side and each for itself: what one has to say is announced although another is away. Remembers
 * how it went.
 */
@ApplicationScoped
public class Scanner {
    private static final Logger LOG = Logger.getLogger(Scanner.class);

    private final Map<String, OrganizationScan> scans = new LinkedHashMap<>();
    private final Inventory inventory;
    private final PolicyScans policies;
    private final ScanMeters meters;
    private final Clock clock;
    private final Guard retries;
    private final ManagedExecutor executor;
    private volatile Optional<ScanResult> lastRun = Optional.empty();
    private volatile Optional<Instant> covered = Optional.empty();
    private volatile boolean scanning;

    Scanner(
            Organizations organizations,
            SelectionSettings selection,
            ScanSettings settings,
            Inventory inventory,
            PolicyScans policies,
            ScanMeters meters,
            AwaitedRotations awaited,
            Declarations declarations,
            Publisher publisher,
            Clock clock,
            ManagedExecutor executor) {
        ExpiryRules expiry = new ExpiryRules(settings.thresholdDays(), settings.spreadDays());
        this.retries = Guard.create()
                .withRetry()
                .maxRetries(settings.retries())
                .delay(settings.retryDelay().toMillis(), ChronoUnit.MILLIS)
                .jitter(settings.retryDelay().toMillis() / 2, ChronoUnit.MILLIS)
                .whenException(failure -> failure instanceof AzureDevOpsException known && known.isTransient())
                .withExponentialBackoff()
                .maxDelay(settings.retryMaxDelay().toMillis(), ChronoUnit.MILLIS)
                .done()
                .done()
                .build();
        organizations
                .names()
                .forEach(name -> scans.put(
                        name,
                        new OrganizationScan(
                                organizations.client(name).orElseThrow(),
                                name,
                                Selection.of(selection),
                                expiry,
                                declarations,
                                inventory,
                                policies.of(name, organizations.client(name).orElseThrow(), retries),
                                meters,
                                awaited,
                                publisher,
                                clock)));
        this.inventory = inventory;
        this.policies = policies;
        this.meters = meters;
        this.clock = clock;
        this.executor = executor;
    }

    /** How the last scan of this instance went; empty where it has done none. */
    public Optional<ScanResult> lastRun() {
        return lastRun;
    }

    /** When the last scan of this instance began that went well: what was to be seen before that is announced. */
    Optional<Instant> covered() {
        return covered;
    }

    boolean isScanning() {
        return scanning;
    }

    /**
     * Scans once. An organization that Azure DevOps does not let scan is remembered as failed, and nothing of it is announced as
     * gone.
     */
    void scan() {
        scanning = true;
        Instant begun = clock.instant();
        try {
            lastRun = Optional.of(outcome(begun));
        } finally {
            scanning = false;
            meters.took(begun);
        }
    }

    private ScanResult outcome(Instant begun) {
        try {
            read();
            List<CompletableFuture<ScanResult>> runs = scans.entrySet().stream()
                    .map(scan -> CompletableFuture.supplyAsync(
                            Work.carry(() -> outcomeOf(scan.getKey(), scan.getValue())), executor))
                    .toList();
            CompletableFuture.allOf(runs.toArray(CompletableFuture<?>[]::new))
                    .exceptionally(oneHasFailed -> null)
                    .join();
            ScanResult result =
                    ScanResult.of(begun, runs.stream().map(Scanner::resultOf).toList());
            if (result.errors().isEmpty()) {
                covered = Optional.of(begun);
            }
            return result;
        } catch (RuntimeException e) {
            String reason = "The topics could not be read or written: look at the broker and the scanner's log.";
            lastRun = Optional.of(ScanResult.failed(begun, reason));
            throw e;
        } finally {
            policies.forget();
        }
    }

    private void read() {
        try {
            inventory.read();
            policies.read();
        } catch (RuntimeException e) {
            scans.keySet().forEach(organization -> meters.ended(organization, ScanOutcome.FAILED));
            throw e;
        }
    }

    private ScanResult outcomeOf(String organization, OrganizationScan scan) {
        return Work.step("scan organization", SpanKind.INTERNAL, Subject.ofOrganization(organization))
                .get(() -> scanned(organization, scan));
    }

    private ScanResult scanned(String organization, OrganizationScan scan) {
        ScanOutcome outcome = ScanOutcome.FAILED;
        try {
            ScanResult result = retries.get(scan::run, ScanResult.class);
            outcome = ScanOutcome.SUCCEEDED;
            LOG.infof(
                    "Scanned %d tokens of %s: %d expiring, %d due",
                    result.scanned(), organization, result.expiring(), result.rotationDue());
            return result;
        } catch (AzureDevOpsException e) {
            LOG.errorf("The scan of %s has failed: %s", organization, e.getMessage());
            return ScanResult.failed(clock.instant(), e.getMessage());
        } finally {
            meters.ended(organization, outcome);
        }
    }

    private static ScanResult resultOf(CompletableFuture<ScanResult> run) {
        try {
            return run.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}
