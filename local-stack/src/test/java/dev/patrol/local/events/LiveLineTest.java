package dev.patrol.local.events;

import static dev.patrol.local.events.Payloads.NOON;
import static dev.patrol.local.events.Payloads.expiring;
import static dev.patrol.local.events.Payloads.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.MailUndelivered;
import dev.patrol.model.Milestone;
import dev.patrol.model.Payload;
import dev.patrol.model.PolicyViolated;
import dev.patrol.model.Response;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.Scan;
import dev.patrol.model.Severity;
import dev.patrol.model.TokenCompromised;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenObserved;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.TokenUnused;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.TokenState;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LiveLineTest {
    private static final String HOSTILE = "a\r\n\u001B[31mb\u202E";
    private static final SecretVersion SECRET =
            new SecretVersion(URI.create("https://vault.example"), "deploy-1", "0123456789abcdef");

    @ParameterizedTest
    @MethodSource
    void saysInOneLineWhatHappened(Payload payload, String line) {
        // When
        Optional<String> said = LiveLine.of(happening(payload));

        // Then
        assertThat(said).contains(line);
    }

    static Stream<Arguments> saysInOneLineWhatHappened() {
        return Stream.of(
                arguments(expiring("deploy"), "12:00:00  expiring    deploy has 5 days left, rotation is due"),
                arguments(
                        new TokenExpiring(token("deploy"), 1, Milestone.ONE_DAY, false),
                        "12:00:00  expiring    deploy has 1 day left"),
                arguments(rotated("deploy"), "12:00:00  rotated     deploy -> deploy-v2"),
                arguments(revoked("deploy"), "12:00:00  revoked     deploy is dead"),
                arguments(
                        failed("deploy", "The vault is down."),
                        "12:00:00  FAILED      deploy at STORE: The vault is down."),
                arguments(violated("deploy", "app_token"), "12:00:00  violation   deploy, no-full-scope: app_token"),
                arguments(
                        new PolicyViolated(
                                "contoso", null, "restrict-global", Severity.LOW, "off", "on", "Switch it on."),
                        "12:00:00  violation   contoso, restrict-global: off"),
                arguments(compromised("deploy"), "12:00:00  COMPROMISED deploy: Used from two places."),
                arguments(
                        new TokenUnused(token("deploy"), null, 90, Response.NOTIFY),
                        "12:00:00  unused      deploy for 90 days"),
                arguments(
                        new MailUndelivered("gone@contoso.example", NOON, true, "550 No such user", "Mend it."),
                        "12:00:00  NOT MAILED  gone@contoso.example: 550 No such user"),
                arguments(new Scan("Somebody asked.", "somebody", ""), "12:00:00  command     Scan: Somebody asked."),
                arguments(
                        new RevokeAll(
                                new TokenFilter("contoso", null, null, null, null),
                                "Fire.",
                                "somebody",
                                false,
                                true,
                                false,
                                null),
                        "12:00:00  command     RevokeAll: Fire."),
                arguments(
                        new RotationAcknowledged("contoso", "deploy-1", new UUID(0, 1), "shop"),
                        "12:00:00  in use      deploy-1 by shop, acknowledged"));
    }

    @ParameterizedTest
    @MethodSource
    void saysNothingOfWhatIsNoNews(Payload payload) {
        // When
        Optional<String> said = LiveLine.of(happening(payload));

        // Then
        assertThat(said).isEmpty();
    }

    static Stream<Payload> saysNothingOfWhatIsNoNews() {
        return Stream.of(
                new TokenObserved(token("deploy"), TokenState.ACTIVE, true, NOON),
                new AuditEntry(
                        "contoso",
                        "1",
                        NOON,
                        "Token.PatCreateEvent",
                        "",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of()));
    }

    @ParameterizedTest
    @MethodSource
    void obeysNoHostileText(Payload payload) {
        // When
        String line = LiveLine.of(happening(payload)).orElseThrow();

        // Then
        assertThat(line).contains("a␍␊␛[31mb\uFFFD").doesNotContainPattern("[\\p{Cntrl}\u202E]");
    }

    static Stream<Payload> obeysNoHostileText() {
        return Stream.of(
                expiring(HOSTILE),
                rotated(HOSTILE),
                revoked(HOSTILE),
                failed(HOSTILE, "Down."),
                failed("deploy", HOSTILE),
                violated(HOSTILE, "app_token"),
                violated("deploy", HOSTILE),
                compromised(HOSTILE),
                new TokenUnused(token(HOSTILE), null, 90, Response.NOTIFY),
                new Scan(HOSTILE, "somebody", ""),
                new RotationAcknowledged("contoso", HOSTILE, new UUID(0, 1), "shop"),
                new RotationAcknowledged("contoso", "deploy-1", new UUID(0, 1), HOSTILE));
    }

    @Test
    void cutsLongNames() {
        // When
        String line = LiveLine.of(happening(rotated("n".repeat(3000)))).orElseThrow();

        // Then
        assertThat(line).hasSizeLessThan(140).contains("nnn… -> nnn").endsWith("…");
    }

    private static Happening happening(Payload payload) {
        return new Happening(Envelope.first(payload, URI.create("/test"), NOON));
    }

    private static TokenRotated rotated(String name) {
        return new TokenRotated(token(name), token(name + "-v2"), SECRET, Trigger.EXPIRY, NOON);
    }

    private static TokenRevoked revoked(String name) {
        return TokenRevoked.of(token(name), "It was replaced.", Trigger.EXPIRY, null);
    }

    private static RotationFailed failed(String name, String reason) {
        return new RotationFailed(
                UUID.fromString("5f0c9a52-6f0e-4f4e-9d1c-3b8f6f0f7a11"),
                token(name),
                RotationStep.STORE,
                "vault-unavailable",
                reason,
                List.of(),
                true,
                "Wait.");
    }

    private static PolicyViolated violated(String name, String found) {
        return PolicyViolated.by(token(name), "no-full-scope", Severity.HIGH, found, "less", "Replace it.");
    }

    private static TokenCompromised compromised(String name) {
        var token = token(name);
        return new TokenCompromised(
                "contoso",
                token.authorizationId().toString(),
                token,
                null,
                "1",
                "two-places",
                Severity.HIGH,
                "Used from two places.",
                List.of(),
                Response.REVOKE,
                null);
    }
}
