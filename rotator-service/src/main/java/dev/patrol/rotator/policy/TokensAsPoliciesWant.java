package dev.patrol.rotator.policy;

import dev.patrol.policies.Policy;
import dev.patrol.policies.PolicySettings;
import dev.patrol.policies.TokenPolicies;
import dev.patrol.policies.WantedToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The policies by which the scanner judges tokens, asked before there is one. What a restore brings back is not asked about: a
 * policy that tightens must not keep dead what ran.
 */
@ApplicationScoped
class TokensAsPoliciesWant implements CreationPolicy {
    private final TokenPolicies policies;

    TokensAsPoliciesWant(PolicySettings settings) {
        this.policies = TokenPolicies.of(settings);
    }

    @Override
    public Optional<Objection> objectionTo(PlannedToken planned) {
        if (planned.requestedBy().isEmpty()) {
            return Optional.empty();
        }
        List<dev.patrol.policies.Objection> objections = policies
                .judge(new WantedToken(
                        planned.organization(),
                        planned.displayName(),
                        planned.scopes(),
                        planned.validity(),
                        planned.allOrganizations(),
                        planned.requestedBy()))
                .stream()
                // Refused whether or not there is such a policy: NamedScopes.
                .filter(objection -> objection.policy() != Policy.NO_FULL_SCOPE)
                .toList();
        return objections.stream()
                .findFirst()
                .map(first -> new Objection(
                        first.severity(),
                        first.policy().word(),
                        objections.stream()
                                .map(dev.patrol.policies.Objection::reason)
                                .collect(Collectors.joining(" ")),
                        "Allowed: "
                                + objections.stream()
                                        .map(dev.patrol.policies.Objection::allowed)
                                        .collect(Collectors.joining(" "))));
    }
}
