package dev.patrol.example.client;

import static java.util.Objects.requireNonNull;

import dev.patrol.model.token.Token;
import java.util.Optional;
import java.util.UUID;

/**
 * A token's value as the vault had it.
 *
 * @param version the secret's version
 * @param authorizationId which token it is, by the secret's tag; empty where somebody stored it by hand
 * @param value to sign in with; never to be written anywhere
 */
public record HeldToken(String version, Optional<UUID> authorizationId, String value) {
    public HeldToken {
        requireNonNull(version, "version");
        requireNonNull(authorizationId, "authorizationId");
        requireNonNull(value, "value");
    }

    boolean isThatOf(Token token) {
        return authorizationId.filter(token.authorizationId()::equals).isPresent();
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "HeldToken[version=" + version + ", authorizationId="
                + authorizationId.map(UUID::toString).orElse("unknown") + "]";
    }
}
