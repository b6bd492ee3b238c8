package dev.patrol.simulator.identity;

import dev.patrol.simulator.tenant.User;
import java.util.Optional;
import java.util.UUID;

/**
 * Whom a bearer token stands for.
 *
 * @param user empty for a managed identity
 */
public record Subject(UUID id, Optional<User> user) {

    public static Subject managedIdentity(UUID id) {
        return new Subject(id, Optional.empty());
    }

    public static Subject of(User user) {
        return new Subject(user.id(), Optional.of(user));
    }
}
