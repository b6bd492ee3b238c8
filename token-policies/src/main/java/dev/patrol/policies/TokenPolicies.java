package dev.patrol.policies;

import dev.patrol.model.PolicyViolated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The policies as they are set: which hold, how much they matter, what is asked for, and who is excepted. */
public final class TokenPolicies {
    private final List<EnforcedPolicy> policies;

    private TokenPolicies(List<EnforcedPolicy> policies) {
        this.policies = List.copyOf(policies);
    }

    /** @throws IllegalArgumentException where {@link #problemsOf} has something to say */
    public static TokenPolicies of(PolicySettings settings) {
        List<EnforcedPolicy> enforced = new ArrayList<>();
        for (TokenRule rule : rules(settings)) {
            Optional<PolicySettings.Change> change = settings.rules().stream()
                    .filter(one -> Policy.named(one.policy()).orElseThrow() == rule.policy())
                    .findFirst();
            if (change.flatMap(PolicySettings.Change::enabled).orElse(true)) {
                enforced.add(EnforcedPolicy.of(rule, change, settings));
            }
        }
        return new TokenPolicies(enforced);
    }

    private static List<TokenRule> rules(PolicySettings settings) {
        List<TokenRule> rules = new ArrayList<>();
        rules.add(new MaximumLifetime(settings.maximumLifetime()));
        rules.add(new NoFullScope());
        rules.add(new NoGlobalToken());
        AllowedScopes.of(settings.allowedScopes(), settings.forbiddenScopes()).ifPresent(rules::add);
        AllowedOwners.of(settings.allowedOwners(), settings.forbiddenOwners()).ifPresent(rules::add);
        rules.add(new EntraOwners());
        rules.add(new NoSharedUse(settings.sharedUseNetworks(), settings.sharedUseAgents()));
        NamesTellOwners.of(settings.ownerNames()).ifPresent(rules::add);
        return rules;
    }

    /** What is wrong with the settings as a whole, a line each. They make sense each. */
    public static List<String> problemsOf(PolicySettings settings) {
        List<String> problems = new ArrayList<>();
        Set<Policy> named = EnumSet.noneOf(Policy.class);
        for (PolicySettings.Change change : settings.rules()) {
            Optional<Policy> policy = Policy.named(change.policy());
            if (policy.isEmpty()) {
                problems.add("patrol.policies.rules: there is no policy " + change.policy() + ". There are: "
                        + Policy.words() + ".");
            } else if (!named.add(policy.get())) {
                problems.add("patrol.policies.rules: the policy " + change.policy() + " is there twice.");
            }
        }
        return problems;
    }

    /** What is to be said of a living token. */
    public List<PolicyViolated> judge(TokenFacts facts, Instant now) {
        return policies.stream()
                .flatMap(policy -> policy.judge(facts, now).stream())
                .toList();
    }

    /** What speaks against a token that is only asked for; nothing where it would be as the policies want it. */
    public List<Objection> judge(WantedToken wanted) {
        return policies.stream()
                .flatMap(policy -> policy
                        .finding(wanted.asFacts())
                        .map(finding ->
                                new Objection(finding.policy(), policy.severity(), finding.found(), finding.allowed()))
                        .stream())
                .toList();
    }

    /** Whether a policy holds. */
    public boolean enforces(Policy policy) {
        return policies.stream().anyMatch(one -> one.policy() == policy);
    }
}
