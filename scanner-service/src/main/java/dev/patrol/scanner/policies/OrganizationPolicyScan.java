package dev.patrol.scanner.policies;

import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.model.PolicyViolated;
import dev.patrol.policies.OrganizationPolicy;
import dev.patrol.policies.OrganizationRules;
import dev.patrol.policies.OrganizationState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares an organization's own policies over tokens with what is declared of them. */
final class OrganizationPolicyScan {
    private final String organization;
    private final OrganizationRules rules;
    private final OrganizationPolicies policies;

    OrganizationPolicyScan(String organization, OrganizationRules rules, OrganizationPolicies policies) {
        this.organization = organization;
        this.rules = rules;
        this.policies = policies;
    }

    Outcome look() {
        Map<OrganizationPolicy, OrganizationState> states = new EnumMap<>(OrganizationPolicy.class);
        List<OrganizationPolicy> unread = new ArrayList<>();
        Set<String> unjudged = new HashSet<>();
        try {
            for (OrganizationPolicy policy : rules.declared()) {
                Optional<OrganizationState> state = policies.read(policy);
                state.ifPresentOrElse(known -> states.put(policy, known), () -> unread.add(policy));
            }
        } catch (AzureDevOpsException e) {
            rules.declared().forEach(policy -> unjudged.add(policy.word()));
            unjudged.add(OrganizationRules.POLICIES_READ);
            return new Outcome(
                    List.of(),
                    unjudged,
                    List.of("The policies of " + organization + " were not read: " + e.getMessage()));
        }
        List<PolicyViolated> found = new ArrayList<>(rules.judge(organization, states));
        List<String> unseen = new ArrayList<>();
        if (!unread.isEmpty()) {
            PolicyViolated unreadable = rules.unreadable(organization, unread);
            found.add(unreadable);
            unseen.add(unreadable.found() + " " + unreadable.remedy());
            unread.forEach(policy -> unjudged.add(policy.word()));
        }
        return new Outcome(found, unjudged, unseen);
    }
}
