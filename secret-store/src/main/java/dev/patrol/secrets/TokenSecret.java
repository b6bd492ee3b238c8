package dev.patrol.secrets;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A secret in use whose content type says that it holds a token, whoever has stored it.
 *
 * @param organization whose token it holds, where its tags say
 * @param authorizationId the token whose value it holds, where its tags say
 * @param expiresOn when the vault takes it for expired; empty where that is never
 */
public record TokenSecret(
        String name, Optional<String> organization, Optional<UUID> authorizationId, Optional<Instant> expiresOn) {}
