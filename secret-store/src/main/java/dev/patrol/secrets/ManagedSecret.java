package dev.patrol.secrets;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the tags of a secret's current version say, of a secret that Patrol has stored.
 *
 * @param organization whose token it holds
 * @param authorizationId the token whose value it holds
 * @param replaces the token that this one was made to replace
 * @param revokePreviousAt when that one was to be revoked
 * @param staysDead why the token that it holds is not to be issued anew by itself; empty where nothing speaks against it
 */
public record ManagedSecret(
        String name,
        String organization,
        Optional<UUID> authorizationId,
        Optional<UUID> replaces,
        Optional<Instant> revokePreviousAt,
        Set<StaysDead> staysDead) {
    public ManagedSecret {
        staysDead = Set.copyOf(staysDead);
    }
}
