package dev.patrol.scanner.scan;

import static dev.patrol.scanner.scan.Standing.ACTIVE;
import static dev.patrol.scanner.scan.Standing.BLOCKED;
import static dev.patrol.scanner.scan.Standing.DUE;
import static dev.patrol.scanner.scan.Standing.EXCLUDED;
import static dev.patrol.scanner.scan.Standing.EXPIRED;
import static dev.patrol.scanner.scan.Standing.REVOKED;
import static java.util.stream.Collectors.toSet;

import dev.patrol.azure.DescribedToken;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.TokenListFilter;
import dev.patrol.model.Declaration;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import dev.patrol.scanner.expiry.ExpiryRules;
import dev.patrol.scanner.inventory.Inventory;
import dev.patrol.scanner.lineages.LineageConflicts;
import dev.patrol.scanner.policies.PolicyAccount;
import dev.patrol.scanner.policies.PolicyScan;
import dev.patrol.scanner.selection.Selection;
import dev.patrol.service.declarations.Declarations;
import dev.patrol.service.messaging.Publisher;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads one organization's lists of tokens and says what it found. Live tokens are held in memory meanwhile, since a lineage is
 * judged as a whole; dead ones pass through.
 */
final class OrganizationScan {
    private static final int BATCH = 500;

    private final AzureDevOpsClient client;
    private final String organization;
    private final Selection selection;
    private final ExpiryRules expiry;
    private final Declarations declarations;
    private final Inventory inventory;
    private final PolicyScan policies;
    private final ScanMeters meters;
    private final AwaitedRotations awaited;
    private final Publisher publisher;
    private final Clock clock;

    OrganizationScan(
            AzureDevOpsClient client,
            String organization,
            Selection selection,
            ExpiryRules expiry,
            Declarations declarations,
            Inventory inventory,
            PolicyScan policies,
            ScanMeters meters,
            AwaitedRotations awaited,
            Publisher publisher,
            Clock clock) {
        this.client = client;
        this.organization = organization;
        this.selection = selection;
        this.expiry = expiry;
        this.declarations = declarations;
        this.inventory = inventory;
        this.policies = policies;
        this.meters = meters;
        this.awaited = awaited;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** @throws AzureDevOpsException where a list can't be read to its end; then nothing is announced as gone */
    ScanResult run() {
        Instant now = clock.instant();
        Map<String, Declaration> declared = declarations.all();
        Set<UUID> seen = new HashSet<>();
        List<Token> live = new ArrayList<>();
        walk(TokenListFilter.ACTIVE, TokenState.ACTIVE, declared, seen, live::add, now);
        List<Standing> standings = new ArrayList<>();
        Unrotated unrotated = new Unrotated(token -> isManaged(token, declared), now);
        walk(
                TokenListFilter.EXPIRED,
                TokenState.EXPIRED,
                declared,
                seen,
                token -> {
                    standings.add(EXPIRED);
                    unrotated.expired(token);
                },
                now);
        walk(
                TokenListFilter.REVOKED,
                TokenState.REVOKED,
                declared,
                seen,
                token -> {
                    standings.add(REVOKED);
                    unrotated.revoked(token);
                },
                now);
        inventory.buryAllBut(seen, organization);
        LineageConflicts conflicts = LineageConflicts.among(live);
        List<TokenExpiring> expiring = announce(live, declared, conflicts, now);
        PolicyAccount judged = policies.run(live, seen, conflicts, now);
        Set<UUID> due = expiring.stream()
                .filter(TokenExpiring::rotationDue)
                .map(event -> event.token().authorizationId())
                .collect(toSet());
        live.forEach(token -> standings.add(standing(token, declared, conflicts, due)));
        List<Token> waiting = unrotated.living(live);
        Predicate<Token> isDue = token -> expiry.isDue(token, declarationOf(token, declared), now);
        meters.saw(organization, now, SeenTokens.of(standings, waiting, isDue, unrotated.died(live)), judged.open());
        awaited.found(
                organization,
                waiting.stream()
                        .filter(token -> due.contains(token.authorizationId()))
                        .filter(token -> token.validTo().isBefore(now.plus(ScanMeters.SOON)))
                        .map(Token::authorizationId)
                        .collect(toSet()),
                now);
        return new ScanResult(
                now, seen.size(), expiring.size(), due.size(), judged.violations(), judged.unseen(), List.of());
    }

    /** A description does not tell a token's state, so there is a list for each. */
    private void walk(
            TokenListFilter filter,
            TokenState state,
            Map<String, Declaration> declared,
            Set<UUID> seen,
            Consumer<Token> visitor,
            Instant now) {
        List<TokenObserved> batch = new ArrayList<>();
        client.forEachToken(organization, filter, described -> {
            Token token = DescribedToken.of(organization, described);
            seen.add(token.authorizationId());
            visitor.accept(token);
            batch.add(new TokenObserved(token, state, isManaged(token, declared), now));
            if (batch.size() == BATCH) {
                inventory.update(batch);
                batch.clear();
            }
        });
        inventory.update(batch);
    }

    private List<TokenExpiring> announce(
            List<Token> live, Map<String, Declaration> declared, LineageConflicts conflicts, Instant now) {
        List<TokenExpiring> expiring = live.stream()
                .flatMap(
                        token -> expiry
                                .judge(
                                        token,
                                        declarationOf(token, declared),
                                        mayRotate(token, declared, conflicts),
                                        now)
                                .stream())
                .toList();
        publisher.announceAll(expiring);
        return expiring;
    }

    private boolean mayRotate(Token token, Map<String, Declaration> declared, LineageConflicts conflicts) {
        return isManaged(token, declared) && !token.isFullScope() && !conflicts.concerns(token);
    }

    private Standing standing(
            Token token, Map<String, Declaration> declared, LineageConflicts conflicts, Set<UUID> due) {
        if (!isManaged(token, declared)) {
            return EXCLUDED;
        }
        if (!mayRotate(token, declared, conflicts)) {
            return BLOCKED;
        }
        return due.contains(token.authorizationId()) ? DUE : ACTIVE;
    }

    private static Optional<Declaration> declarationOf(Token token, Map<String, Declaration> declared) {
        return Optional.ofNullable(declared.get(token.secretName()));
    }

    /** What somebody has declared is meant, whatever the globs choose. */
    private boolean isManaged(Token token, Map<String, Declaration> declared) {
        return declared.containsKey(token.secretName()) || selection.isManaged(token.displayName());
    }
}
