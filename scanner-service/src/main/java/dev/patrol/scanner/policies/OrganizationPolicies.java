package dev.patrol.scanner.policies;

import dev.patrol.policies.OrganizationPolicy;
import dev.patrol.policies.OrganizationState;
import java.util.Optional;

/** Tells how an organization's own policies over tokens stand, as far as anybody can. */
interface OrganizationPolicies {
    /**
     * Empty where this policy can't be read, and will not be until somebody changes something.
     *
     * @throws dev.patrol.azuredevops.AzureDevOpsException where it may be read another time
     */
    Optional<OrganizationState> read(OrganizationPolicy policy);
}
