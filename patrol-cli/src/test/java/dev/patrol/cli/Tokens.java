package dev.patrol.cli;

import dev.patrol.model.TokenObserved;
import dev.patrol.model.token.Token;
import dev.patrol.model.token.TokenState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tokens as tests need them, at a time that stands still. */
public final class Tokens {
    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Tokens() {}

    /** Its id follows from its organization and name. */
    public static Token token(String organization, String name, Duration left) {
        return Token.of(
                organization,
                UUID.nameUUIDFromBytes((organization + "/" + name).getBytes(StandardCharsets.UTF_8)),
                name,
                List.of("vso.code"),
                NOW.minus(Duration.ofDays(60)),
                NOW.plus(left),
                false,
                Optional.of("svc-build@contoso.example"));
    }

    public static TokenObserved seen(Token token, TokenState state) {
        return new TokenObserved(token, state, true, NOW.minus(Duration.ofHours(1)));
    }

    public static TokenObserved live(String organization, String name, Duration left) {
        return seen(token(organization, name, left), TokenState.ACTIVE);
    }
}
