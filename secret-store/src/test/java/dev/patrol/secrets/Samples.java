package dev.patrol.secrets;

import dev.patrol.azuredevops.TokenValue;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Secrets to store. */
final class Samples {
    static final String ORGANIZATION = "fabrikam";
    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    static final Instant REVOKE_AT = Instant.parse("2026-11-24T08:00:00Z");

    private Samples() {}

    static Token token(String organization, String displayName, String... scopes) {
        return Token.of(
                organization,
                UUID.randomUUID(),
                displayName,
                scopes.length == 0 ? List.of("vso.code") : Arrays.asList(scopes),
                NOW,
                Instant.parse("2026-12-23T08:00:00Z"),
                false,
                Optional.empty());
    }

    static NewSecret secret(String displayName, String value) {
        return secret(token(ORGANIZATION, displayName), value);
    }

    static NewSecret secret(Token token, String value) {
        Token replaced = token(token.organization(), token.displayName());
        return new NewSecret(token, new TokenValue(value), replaced, NOW, REVOKE_AT);
    }

    static NewText text(String name, String value) {
        return new NewText(name, new SecretValue(value), "text/plain", Map.of());
    }
}
