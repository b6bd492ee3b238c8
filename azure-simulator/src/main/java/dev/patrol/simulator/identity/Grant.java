package dev.patrol.simulator.identity;

import dev.patrol.simulator.tenant.User;
import java.util.Optional;
import java.util.Set;

/**
 * What a user has allowed an application to do.
 *
 * @param client the application; empty for any
 * @param permissions for Azure DevOps
 */
record Grant(User user, Optional<String> client, Set<String> permissions) {

    Grant {
        permissions = Set.copyOf(permissions);
    }

    boolean isFor(String clientId) {
        return client.filter(one -> !one.equals(clientId)).isEmpty();
    }
}
