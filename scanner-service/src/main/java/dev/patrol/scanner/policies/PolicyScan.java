package dev.patrol.scanner.policies;

import dev.patrol.model.PolicyResponse;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import dev.patrol.policies.Policy;
import dev.patrol.policies.TokenFacts;
import dev.patrol.policies.TokenPolicies;
import dev.patrol.scanner.findings.Findings;
import dev.patrol.scanner.findings.Sight;
import dev.patrol.scanner.lineages.LineageConflicts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Judges one organization's tokens, and has what it finds told. */
public final class PolicyScan {
    static final String ALL_TOKENS_SEEN = "all-tokens-seen";

    private static final Logger LOG = Logger.getLogger(PolicyScan.class);

    private final String organization;
    private final TokenPolicies policies;
    private final int mostAtOnce;
    private final Optional<CensusTaker> census;
    private final OrganizationPolicyScan organizationPolicies;
    private final Optional<SecretScan> secrets;
    private final Predicate<Token> mayBeOwnCredential;
    private final UseOfTokens uses;
    private final Findings findings;

    /**
     * @param mostAtOnce tokens that may be changed for what one scan finds; with more, people are asked about all
     * @param mayBeOwnCredential whether Patrol may sign in by a token, which it does not change then
     * @param census empty where only the tokens of Patrol's own user are to be judged
     */
    PolicyScan(
            String organization,
            TokenPolicies policies,
            int mostAtOnce,
            Optional<CensusTaker> census,
            OrganizationPolicyScan organizationPolicies,
            Optional<SecretScan> secrets,
            Predicate<Token> mayBeOwnCredential,
            UseOfTokens uses,
            Findings findings) {
        this.organization = organization;
        this.policies = policies;
        this.mostAtOnce = mostAtOnce;
        this.census = census;
        this.organizationPolicies = organizationPolicies;
        this.secrets = secrets;
        this.mayBeOwnCredential = mayBeOwnCredential;
        this.uses = uses;
        this.findings = findings;
    }

    /**
     * @param own Patrol's own user's living tokens
     * @param ownIds all of its tokens, dead ones too
     */
    public PolicyAccount run(Collection<Token> own, Set<UUID> ownIds, LineageConflicts conflicts, Instant now) {
        Census taken = census.map(taker -> taker.take(now)).orElseGet(Census::none);
        List<PolicyViolated> found = new ArrayList<>();
        own.stream().filter(conflicts::concerns).map(conflicts::violationOf).forEach(found::add);
        own.stream()
                .flatMap(token -> judge(token, taken, now).stream())
                .map(finding -> mayBeOwnCredential.test(finding.token()) ? onlyTold(finding) : finding)
                .forEach(found::add);
        // The rotator changes only the tokens of the user by whom it signs in.
        others(ownIds, taken).stream()
                .flatMap(token -> judge(token, taken, now).stream())
                .map(PolicyScan::onlyTold)
                .forEach(found::add);
        Outcome asDeclared = organizationPolicies.look();
        found.addAll(asDeclared.found());
        Outcome renewed =
                secrets.map(scan -> scan.look(living(own, taken), now)).orElseGet(Outcome::nothing);
        found.addAll(renewed.found());
        taken.refused().map(this::notAllSeen).ifPresent(found::add);
        findings.settle(organization, withinLimit(found), sight(own, ownIds, taken, List.of(asDeclared, renewed)));
        List<String> unseen = new ArrayList<>(taken.unseen());
        unseen.addAll(asDeclared.unseen());
        unseen.addAll(renewed.unseen());
        return new PolicyAccount(found.size(), findings.open(organization), unseen);
    }

    private List<PolicyViolated> judge(Token token, Census taken, Instant now) {
        Optional<TokenFacts.Owner> owner =
                Optional.ofNullable(taken.tokens().get(token.authorizationId())).map(Census.Owned::owner);
        return policies.judge(new TokenFacts(token, owner, uses.of(token.authorizationId())), now);
    }

    private static List<Token> living(Collection<Token> own, Census taken) {
        List<Token> living = new ArrayList<>(own);
        taken.tokens().values().forEach(owned -> living.add(owned.token()));
        return living;
    }

    private static List<Token> others(Set<UUID> ownIds, Census taken) {
        return taken.tokens().values().stream()
                .map(Census.Owned::token)
                .filter(token -> !ownIds.contains(token.authorizationId()))
                .toList();
    }

    private static PolicyViolated onlyTold(PolicyViolated finding) {
        return changesToken(finding) ? finding.asDryRun() : finding;
    }

    private Sight sight(Collection<Token> own, Set<UUID> ownIds, Census taken, List<Outcome> outcomes) {
        Set<UUID> live = new HashSet<>(taken.tokens().keySet());
        own.forEach(token -> live.add(token.authorizationId()));
        Set<String> unjudged = new HashSet<>();
        outcomes.forEach(outcome -> unjudged.addAll(outcome.unjudged()));
        if (census.isPresent() && !taken.whole()) {
            unjudged.add(Policy.ALLOWED_OWNERS.word());
            unjudged.add(Policy.ENTRA_OWNERS.word());
            if (taken.refused().isEmpty()) {
                unjudged.add(ALL_TOKENS_SEEN);
            }
        }
        if (policies.enforces(Policy.NO_SHARED_USE) && !uses.isKnown()) {
            unjudged.add(Policy.NO_SHARED_USE.word());
        }
        return new Sight(live, ownIds, taken.whole() || census.isEmpty(), unjudged);
    }

    private PolicyViolated notAllSeen(String why) {
        return new PolicyViolated(
                organization,
                null,
                ALL_TOKENS_SEEN,
                Severity.LOW,
                why,
                "A credential that sees the tokens of all users.",
                "Have an administrator give it the rights, or say that nobody else's tokens are to be judged:"
                        + " patrol.policies.all-users=false.");
    }

    /** A rule that fits half of an organization is more likely a mistake in the settings than half of an organization. */
    private List<PolicyViolated> withinLimit(List<PolicyViolated> found) {
        long changes = found.stream().filter(PolicyScan::changesToken).count();
        if (changes <= mostAtOnce) {
            return found;
        }
        LOG.errorf(
                "By the policies %d tokens of %s would be revoked or shortened, more than patrol.policies.most-at-once (%d) allows;"
                        + " none is",
                changes, organization, mostAtOnce);
        return found.stream().map(PolicyScan::onlyTold).toList();
    }

    private static boolean changesToken(PolicyViolated finding) {
        return finding.asksFor(PolicyResponse.REVOKE) || finding.asksFor(PolicyResponse.SHORTEN);
    }
}
