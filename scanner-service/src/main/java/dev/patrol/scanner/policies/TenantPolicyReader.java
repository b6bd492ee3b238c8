package dev.patrol.scanner.policies;

import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.TenantPolicy;
import dev.patrol.policies.OrganizationPolicy;
import dev.patrol.policies.OrganizationState;
import io.smallrye.faulttolerance.api.Guard;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/**
 * Reads the policies of an organization's tenant by the route that other tools use; the restriction of creation, which is the
 * organization's own, has none that is as simple, and is not read.
 */
final class TenantPolicyReader implements OrganizationPolicies {
    private static final Logger LOG = Logger.getLogger(TenantPolicyReader.class);
    private static final String DAYS = "MaxPatLifespanInDays";

    private static final Map<OrganizationPolicy, String> NAMES = Map.of(
            OrganizationPolicy.MAXIMUM_LIFESPAN, "RestrictPersonalAccessTokenLifespan",
            OrganizationPolicy.RESTRICT_FULL_SCOPE, "RestrictFullScopePersonalAccessToken",
            OrganizationPolicy.RESTRICT_GLOBAL, "RestrictGlobalPersonalAccessToken",
            OrganizationPolicy.REVOKE_LEAKED, "EnableLeakedPersonalAccessTokenAutoRevocation");

    private final AzureDevOpsClient client;
    private final String organization;
    private final Guard retries;

    TenantPolicyReader(AzureDevOpsClient client, String organization, Guard retries) {
        this.client = client;
        this.organization = organization;
        this.retries = retries;
    }

    @Override
    public Optional<OrganizationState> read(OrganizationPolicy policy) {
        String name = NAMES.get(policy);
        if (name == null) {
            return Optional.empty();
        }
        try {
            TenantPolicy read = retries.get(() -> client.tenantPolicies().read(organization, name), TenantPolicy.class);
            OptionalInt days = daysOf(read);
            boolean isWhole = policy != OrganizationPolicy.MAXIMUM_LIFESPAN || !read.on() || days.isPresent();
            return isWhole ? Optional.of(new OrganizationState(read.on(), days)) : Optional.empty();
        } catch (AzureDevOpsException e) {
            if (e.isTransient()) {
                throw e;
            }
            LOG.infof("The policy %s of %s can't be read: %s", name, organization, e.getMessage());
            return Optional.empty();
        }
    }

    private static OptionalInt daysOf(TenantPolicy policy) {
        String text = policy.properties().getOrDefault(DAYS, "");
        return text.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
