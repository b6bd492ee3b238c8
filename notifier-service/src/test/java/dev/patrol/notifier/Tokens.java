package dev.patrol.notifier;

import dev.patrol.model.Event;
import dev.patrol.model.Milestone;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tokens by number, and what happens to them. */
public final class Tokens {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final URI SOURCE = URI.create("/test");

    private Tokens() {}

    public static Token token(int number) {
        return token(number, "vso.code", "kim@contoso.example");
    }

    public static Token token(int number, String scope, String owner) {
        return Token.of(
                "contoso",
                new UUID(7, number),
                "token-" + number,
                List.of(scope),
                NOON.minus(Duration.ofDays(60)),
                NOON.plus(Duration.ofDays(5)),
                false,
                Optional.ofNullable(owner));
    }

    public static TokenExpiring expiring(int number, Milestone milestone, boolean rotated) {
        return new TokenExpiring(token(number), milestone.days(), milestone, rotated, rotated);
    }

    public static TokenRotated rotated(int number) {
        return new TokenRotated(
                token(number),
                token(number + 100_000),
                new SecretVersion(URI.create("https://vault.example"), "token-" + number, "0123456789abcdef"),
                Trigger.EXPIRY,
                NOON.plus(Duration.ofDays(1)));
    }

    public static TokenRevoked revoked(int number, Trigger trigger) {
        return TokenRevoked.of(token(number), "Because.", trigger, null);
    }

    public static RotationFailed failed(int number) {
        return new RotationFailed(
                new UUID(8, number),
                token(number),
                RotationStep.values()[0],
                "vault-unavailable",
                "The vault is down.",
                List.of(),
                true,
                "Look at the vault.");
    }

    public static PolicyViolated violated(int number, Severity severity) {
        return PolicyViolated.by(token(number), "some-policy", severity, "found", "allowed", "remedy");
    }

    public static <T extends Event> Envelope<T> event(T payload) {
        return Envelope.first(payload, SOURCE, NOON);
    }
}
