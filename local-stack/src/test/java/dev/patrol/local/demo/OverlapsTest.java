package dev.patrol.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.local.dependents.Dependents;
import dev.patrol.local.events.Happening;
import dev.patrol.model.Payload;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapsTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Token DEPLOY = token("deploy");
    private static final String WITHOUT_B = "Replaced by 1. Its overlap ended without an acknowledgement of reader-b.";

    private final Overlaps overlaps =
            new Overlaps(Map.of(DEPLOY.secretName(), new Dependents(List.of("reader-a"), List.of("reader-b"))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT1.6S | Replaced by 1. | acknowledged by all after 2 s, old token revoked early
            PT1.4S | Replaced by 1. | acknowledged by all after 1 s, old token revoked early
            PT10S  | Replaced by 1. | ended after 10 s
            PT11S  | Replaced by 1. Its overlap ended without an acknowledgement of reader-b. | ended without reader-b
            PT11S  | Its overlap ended without an acknowledgement of reader-a, reader-b. | ended without reader-a, reader-b
            PT2S   | Its overlap ended without an acknowledgement of reader-b. | ended without reader-b
            """)
    void saysHowAnOverlapOfTenSecondsEnded(Duration after, String reason, String words) {
        // Given
        overlaps.hear(rotated(DEPLOY));

        // When
        Optional<String> said = overlaps.hear(revoked(DEPLOY, after, reason));

        // Then
        assertThat(said.orElseThrow()).endsWith("  overlap     deploy: " + words);
    }

    @Test
    void hearsOfTheEndBeforeTheBeginning() {
        // Given
        overlaps.hear(revoked(DEPLOY, Duration.ofSeconds(11), WITHOUT_B));

        // When
        Optional<String> said = overlaps.hear(rotated(DEPLOY));

        // Then
        assertThat(said).contains("12:00:11  overlap     deploy: ended without reader-b");
    }

    @Test
    void saysNothingOfTokensThatNobodyIsRegisteredFor() {
        // Given
        Token other = token("other");
        overlaps.hear(rotated(other));

        // When
        Optional<String> said = overlaps.hear(revoked(other, Duration.ofSeconds(11), WITHOUT_B));

        // Then
        assertThat(said).isEmpty();
    }

    private static Happening rotated(Token previous) {
        SecretVersion secret = new SecretVersion(URI.create("https://vault.example"), previous.secretName(), "1");
        return happening(
                new TokenRotated(previous, token("successor"), secret, Trigger.EXPIRY, NOON.plusSeconds(10)), NOON);
    }

    private static Happening revoked(Token token, Duration after, String reason) {
        return happening(TokenRevoked.of(token, reason, Trigger.EXPIRY, null), NOON.plus(after));
    }

    private static Happening happening(Payload payload, Instant time) {
        return new Happening(Envelope.first(payload, URI.create("/test"), time));
    }

    private static Token token(String name) {
        return Token.of(
                "contoso",
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                List.of("vso.code"),
                NOON,
                NOON,
                false,
                Optional.empty());
    }
}
