package dev.patrol.local.events;

import dev.patrol.model.Milestone;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happens in tests of this package. */
final class Payloads {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private Payloads() {}

    static Token token(String displayName) {
        return Token.of(
                "contoso",
                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                displayName,
                List.of("vso.code"),
                NOON,
                NOON,
                false,
                Optional.empty());
    }

    static TokenExpiring expiring(String displayName) {
        return new TokenExpiring(token(displayName), 5, Milestone.SEVEN_DAYS, true);
    }
}
