package dev.patrol.secrets;

import dev.patrol.model.token.SecretVersion;
import java.util.Optional;
import java.util.UUID;

/**
 * What a secret's tags say.
 *
 * @param authorizationId the token whose value it holds; empty where the tags don't say, as with a secret made by hand
 * @param replaces the token that this one was made to replace
 */
public record SecretDescription(SecretVersion version, Optional<UUID> authorizationId, Optional<UUID> replaces) {}
