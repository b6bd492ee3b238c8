package dev.patrol.scanner.policies;

import dev.patrol.model.PolicyResponse;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.token.Token;
import dev.patrol.policies.TokenFacts;
import dev.patrol.policies.TokenPolicies;
import dev.patrol.scanner.findings.Findings;
import dev.patrol.scanner.findings.Sight;
import dev.patrol.scanner.lineages.LineageConflicts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Judges one organization's tokens, and has what it finds told. */
public final class PolicyScan {
    private static final Logger LOG = Logger.getLogger(PolicyScan.class);

    private final String organization;
    private final TokenPolicies policies;
    private final int mostAtOnce;
    private final Findings findings;

    /** @param mostAtOnce tokens that may be changed for what one scan finds; with more, people are asked about all */
    public PolicyScan(String organization, TokenPolicies policies, int mostAtOnce, Findings findings) {
        this.organization = organization;
        this.policies = policies;
        this.mostAtOnce = mostAtOnce;
        this.findings = findings;
    }

    /**
     * @param live Patrol's own user's living tokens
     * @param seen all of its tokens
     */
    public PolicyAccount run(Collection<Token> live, Set<UUID> seen, LineageConflicts conflicts, Instant now) {
        List<PolicyViolated> found = new ArrayList<>();
        live.stream().filter(conflicts::concerns).map(conflicts::violationOf).forEach(found::add);
        live.forEach(token -> found.addAll(policies.judge(TokenFacts.of(token), now)));
        Set<UUID> alive = live.stream().map(Token::authorizationId).collect(Collectors.toSet());
        findings.settle(organization, withinLimit(found), new Sight(alive, seen, false, Set.of()));
        return new PolicyAccount(found.size(), List.of());
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
        return found.stream()
                .map(finding -> changesToken(finding) ? finding.asDryRun() : finding)
                .toList();
    }

    private static boolean changesToken(PolicyViolated finding) {
        return finding.asksFor(PolicyResponse.REVOKE) || finding.asksFor(PolicyResponse.SHORTEN);
    }
}
