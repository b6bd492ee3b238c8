package dev.patrol.policies;

import static java.util.stream.Collectors.joining;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How Azure DevOps' own policies over tokens should stand, as it is declared. What is not declared is not looked at. */
public final class OrganizationRules {
    /** Where a declared policy can't be read. */
    public static final String POLICIES_READ = "organization-policies-read";

    private final Map<OrganizationPolicy, Boolean> declared = new EnumMap<>(OrganizationPolicy.class);
    private final Optional<Duration> longest;

    private OrganizationRules(PolicySettings settings) {
        longest = settings.organizationMaximumLifespan();
        longest.ifPresent(set -> declared.put(OrganizationPolicy.MAXIMUM_LIFESPAN, true));
        settings.organizationRestrictsFullScope()
                .ifPresent(on -> declared.put(OrganizationPolicy.RESTRICT_FULL_SCOPE, on));
        settings.organizationRestrictsGlobalTokens()
                .ifPresent(on -> declared.put(OrganizationPolicy.RESTRICT_GLOBAL, on));
        settings.organizationRevokesLeakedTokens().ifPresent(on -> declared.put(OrganizationPolicy.REVOKE_LEAKED, on));
        settings.organizationRestrictsCreation()
                .ifPresent(on -> declared.put(OrganizationPolicy.RESTRICT_CREATION, on));
    }

    public static OrganizationRules of(PolicySettings settings) {
        return new OrganizationRules(settings);
    }

    /** The policies that something is declared of. */
    public Set<OrganizationPolicy> declared() {
        return Set.copyOf(declared.keySet());
    }

    /** What is otherwise than declared, of the policies whose state is known. */
    public List<PolicyViolated> judge(String organization, Map<OrganizationPolicy, OrganizationState> states) {
        List<PolicyViolated> found = new ArrayList<>();
        declared.forEach((policy, on) -> Optional.ofNullable(states.get(policy))
                .flatMap(state -> drift(organization, policy, on, state))
                .ifPresent(found::add));
        return found;
    }

    /** What is to be said where some declared policies can't be read, and stay so until somebody changes something. */
    public PolicyViolated unreadable(String organization, Collection<OrganizationPolicy> unread) {
        return new PolicyViolated(
                organization,
                null,
                POLICIES_READ,
                Severity.LOW,
                "Patrol can't read how these of Azure DevOps' policies stand: "
                        + unread.stream()
                                .sorted()
                                .map(OrganizationPolicy::title)
                                .collect(joining(", ")) + ".",
                "Policies that are as declared, which has to be seen.",
                "Look at them by hand, now and then: "
                        + unread.stream()
                                .sorted()
                                .map(policy -> policy.howToFind(organization) + " should be " + wanted(policy))
                                .collect(joining("; "))
                        + ". Azure DevOps has no documented way to read them, and what tools use may be refused.");
    }

    private Optional<PolicyViolated> drift(
            String organization, OrganizationPolicy policy, boolean on, OrganizationState state) {
        if (policy == OrganizationPolicy.MAXIMUM_LIFESPAN
                && state.on()
                && state.days().isPresent()
                && Duration.ofDays(state.days().getAsInt()).compareTo(longest.orElseThrow()) > 0) {
            return Optional.of(
                    violation(organization, policy, "is " + state.days().getAsInt() + " days"));
        }
        return state.on() == on
                ? Optional.empty()
                : Optional.of(violation(organization, policy, state.on() ? "is on" : "is off"));
    }

    private PolicyViolated violation(String organization, OrganizationPolicy policy, String found) {
        return new PolicyViolated(
                organization,
                null,
                policy.word(),
                Severity.MEDIUM,
                "The policy \"" + policy.title() + "\" " + found + ".",
                "As declared, " + wanted(policy) + ".",
                "Change it at " + policy.howToFind(organization) + ", or declare it otherwise (patrol.policies."
                        + policy.word() + ").");
    }

    private String wanted(OrganizationPolicy policy) {
        if (policy == OrganizationPolicy.MAXIMUM_LIFESPAN) {
            return "on, with " + Durations.inWords(longest.orElseThrow()) + " or less";
        }
        return declared.get(policy) ? "on" : "off";
    }
}
