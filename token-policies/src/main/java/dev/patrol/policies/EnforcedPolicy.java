package dev.patrol.policies;

import dev.patrol.model.PolicyResponse;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import dev.patrol.model.token.Token;
import dev.patrol.service.text.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A policy that holds, and what follows from what it finds. */
record EnforcedPolicy(
        TokenRule rule,
        Severity severity,
        PolicyResponse response,
        boolean dryRun,
        Duration shortenGrace,
        List<Glob> exceptTokens,
        List<Glob> exceptOwners) {

    static EnforcedPolicy of(TokenRule rule, Optional<PolicySettings.Change> change, PolicySettings settings) {
        return new EnforcedPolicy(
                rule,
                change.flatMap(PolicySettings.Change::severity)
                        .orElse(rule.policy().severity()),
                change.flatMap(PolicySettings.Change::response).orElse(PolicyResponse.NOTIFY),
                settings.dryRun(),
                settings.shortenGrace(),
                Globs.of(change.flatMap(PolicySettings.Change::exceptTokens)),
                Globs.ofUsers(change.flatMap(PolicySettings.Change::exceptOwners)));
    }

    Policy policy() {
        return rule.policy();
    }

    Optional<Finding> finding(TokenFacts facts) {
        return isExcepted(facts) ? Optional.empty() : rule.judge(facts);
    }

    Optional<PolicyViolated> judge(TokenFacts facts, Instant now) {
        return finding(facts).map(finding -> violation(facts.token(), finding, now));
    }

    private PolicyViolated violation(Token token, Finding finding, Instant now) {
        Optional<Instant> end = response == PolicyResponse.SHORTEN ? earlierEnd(token, finding, now) : Optional.empty();
        boolean changes = response == PolicyResponse.REVOKE || end.isPresent();
        return new PolicyViolated(
                token.organization(),
                token,
                policy().word(),
                severity,
                finding.found(),
                finding.allowed(),
                finding.remedy(),
                changes ? response : null,
                changes && dryRun,
                end.orElse(null),
                null);
    }

    /** Empty where the token dies as early by itself: nothing is ever made to live longer. */
    private Optional<Instant> earlierEnd(Token token, Finding finding, Instant now) {
        Instant earliest = now.plus(shortenGrace);
        Instant wanted = finding.properEnd().filter(earliest::isBefore).orElse(earliest);
        return Optional.of(wanted).filter(token.validTo()::isAfter);
    }

    private boolean isExcepted(TokenFacts facts) {
        Token token = facts.token();
        return exceptTokens.stream()
                        .anyMatch(glob -> glob.matches(token.displayName())
                                || glob.matches(token.authorizationId().toString()))
                || facts.owner()
                        .filter(owner -> Globs.anyUserMatches(exceptOwners, owner.name()))
                        .isPresent();
    }
}
