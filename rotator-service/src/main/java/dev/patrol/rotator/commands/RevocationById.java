package dev.patrol.rotator.commands;

import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.model.RevokeToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Revokes a token of which nothing is known but its id: all that Azure DevOps needs. What has to be known to tell of it, and to
 * see that it is dead, is found out meanwhile and does not keep the revocation waiting.
 */
@ApplicationScoped
class RevocationById {
    private static final Logger LOG = Logger.getLogger(RevocationById.class);

    private final Organizations organizations;

    RevocationById(Organizations organizations) {
        this.organizations = organizations;
    }

    /**
     * Tries once. Whoever has found out what token it is tries again, and tells what comes of that.
     *
     * @return whether Azure DevOps took the revocation; whether the token is dead has to be seen
     */
    boolean isTaken(RevokeToken asked) {
        UUID id = asked.token().authorizationId();
        if (id == null) {
            return false;
        }
        String organization = asked.concernedOrganization();
        try {
            organizations.client(organization).orElseThrow().revokeToken(organization, id);
            return true;
        } catch (AzureDevOpsException e) {
            LOG.infof("The first try to revoke %s failed: %s", id, e.getMessage());
            return false;
        } catch (RejectedExecutionException theServiceStops) {
            throw theServiceStops;
        } catch (RuntimeException e) {
            LOG.errorf(e, "A fault of the rotator's own at the first try to revoke %s", id);
            return false;
        }
    }
}
