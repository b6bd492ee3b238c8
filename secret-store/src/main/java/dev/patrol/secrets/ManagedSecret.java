package dev.patrol.secrets;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the tags of a secret's current version say, of a secret that Patrol has stored.
 *
 * @param authorizationId the token whose value it holds
 * @param replaces the token that this one was made to replace
 * @param revokePreviousAt when that one was to be revoked
 */
public record ManagedSecret(
        String name, Optional<UUID> authorizationId, Optional<UUID> replaces, Optional<Instant> revokePreviousAt) {}
