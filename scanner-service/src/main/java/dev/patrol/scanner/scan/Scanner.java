package dev.patrol.scanner.scan;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.azuredevops.TokenListFilter;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.scanner.expiry.ExpiryRules;
import dev.patrol.scanner.inventory.Inventory;
import dev.patrol.scanner.lineages.LineageConflicts;
import dev.patrol.scanner.selection.Selection;
import dev.patrol.scanner.selection.SelectionSettings;
import dev.patrol.service.messaging.Publisher;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Reads the lists of tokens, says what it found, and remembers how it went. Live tokens are held in memory while a scan runs,
 * since a lineage is judged as a whole; dead ones pass through.
 */
@ApplicationScoped
public class Scanner {
    private static final Logger LOG = Logger.getLogger(Scanner.class);
    private static final int BATCH = 500;

    private final AzureDevOpsClient client;
    private final String organization;
    private final Selection selection;
    private final ExpiryRules expiry;
    private final Inventory inventory;
    private final Publisher publisher;
    private final Clock clock;
    private final Guard retries;
    private volatile Optional<ScanResult> lastRun = Optional.empty();
    private volatile Optional<Instant> covered = Optional.empty();
    private volatile boolean scanning;

    Scanner(
            AzureDevOpsClient client,
            AzureDevOpsSettings organization,
            SelectionSettings selection,
            ScanSettings settings,
            Inventory inventory,
            Publisher publisher,
            Clock clock) {
        this.client = client;
        this.organization = organization.organization().toLowerCase(Locale.ROOT);
        this.selection = Selection.of(selection);
        this.expiry = new ExpiryRules(settings.thresholdDays(), settings.spreadDays());
        this.inventory = inventory;
        this.publisher = publisher;
        this.clock = clock;
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

    /** Scans once. A scan that Azure DevOps does not allow is remembered as failed, and announces nothing as gone. */
    void scan() {
        scanning = true;
        try {
            lastRun = Optional.of(outcome());
        } finally {
            scanning = false;
        }
    }

    private ScanResult outcome() {
        try {
            ScanResult result = retries.get(this::scanOnce, ScanResult.class);
            covered = Optional.of(result.timestamp());
            LOG.infof(
                    "Scanned %d tokens: %d expiring, %d due",
                    result.scanned(), result.expiring(), result.rotationDue());
            return result;
        } catch (AzureDevOpsException e) {
            LOG.errorf("The scan has failed: %s", e.getMessage());
            return new ScanResult(clock.instant(), 0, 0, 0, List.of(e.getMessage()));
        } catch (RuntimeException e) {
            String reason = "The topics could not be read or written: look at the broker and the scanner's log.";
            lastRun = Optional.of(new ScanResult(clock.instant(), 0, 0, 0, List.of(reason)));
            throw e;
        }
    }

    private ScanResult scanOnce() {
        Instant now = clock.instant();
        inventory.read();
        Set<UUID> seen = new HashSet<>();
        List<Token> live = new ArrayList<>();
        walk(TokenListFilter.ACTIVE, TokenState.ACTIVE, seen, live::add, now);
        walk(TokenListFilter.EXPIRED, TokenState.EXPIRED, seen, token -> {}, now);
        walk(TokenListFilter.REVOKED, TokenState.REVOKED, seen, token -> {}, now);
        inventory.buryAllBut(seen, organization);
        List<TokenExpiring> expiring = announce(live, now);
        return new ScanResult(
                now,
                seen.size(),
                expiring.size(),
                (int) expiring.stream().filter(TokenExpiring::rotationDue).count(),
                List.of());
    }

    /** A description does not tell a token's state, so there is a list for each. */
    private void walk(TokenListFilter filter, TokenState state, Set<UUID> seen, Consumer<Token> visitor, Instant now) {
        List<TokenObserved> batch = new ArrayList<>();
        client.forEachToken(organization, filter, described -> {
            Token token = describe(described);
            seen.add(token.authorizationId());
            visitor.accept(token);
            batch.add(new TokenObserved(token, state, isManaged(token), now));
            if (batch.size() == BATCH) {
                inventory.update(batch);
                batch.clear();
            }
        });
        inventory.update(batch);
    }

    private List<TokenExpiring> announce(List<Token> live, Instant now) {
        LineageConflicts conflicts = LineageConflicts.among(live);
        List<TokenExpiring> expiring = live.stream()
                .flatMap(token -> expiry.judge(token, mayRotate(token, conflicts), now).stream())
                .toList();
        publisher.announceAll(live.stream()
                .filter(conflicts::concerns)
                .map(conflicts::violationOf)
                .toList());
        // In the rotator's stead, which is not to be told that such a token is due.
        publisher.announceAll(expiring.stream()
                .map(TokenExpiring::token)
                .filter(token -> token.isFullScope() && isManaged(token))
                .map(PolicyViolated::fullScope)
                .toList());
        publisher.announceAll(expiring);
        return expiring;
    }

    private boolean mayRotate(Token token, LineageConflicts conflicts) {
        return isManaged(token) && !token.isFullScope() && !conflicts.concerns(token);
    }

    private boolean isManaged(Token token) {
        return selection.isManaged(token.displayName());
    }

    private Token describe(PersonalAccessToken token) {
        return Token.of(
                organization,
                token.authorizationId(),
                token.displayName(),
                token.scopes(),
                token.validFrom(),
                token.validTo(),
                token.allOrganizations(),
                Optional.empty());
    }
}
