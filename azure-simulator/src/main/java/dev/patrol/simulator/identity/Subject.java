package dev.patrol.simulator.identity;

import dev.patrol.simulator.tenant.User;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whom a bearer token stands for.
 *
 * @param user empty for a managed identity
 * @param permissions what the user allowed the application to do; empty for everything
 */
public record Subject(UUID id, Optional<User> user, Optional<Set<String>> permissions) {

    public static Subject managedIdentity(UUID id) {
        return new Subject(id, Optional.empty(), Optional.empty());
    }

    public static Subject of(User user) {
        return new Subject(user.id(), Optional.of(user), Optional.empty());
    }

    /** A user for whom an application acts. */
    public static Subject delegated(User user, Set<String> permissions) {
        return new Subject(user.id(), Optional.of(user), Optional.of(Set.copyOf(permissions)));
    }
}
