package dev.patrol.example.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patrol.model.TokenRotated;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void aDeadBrokerIsNotNow() throws IOException {
        // Given
        Envelope<TokenRotated> rotation = Envelope.first(
                new TokenRotated(
                        token("ci"),
                        token("ci-v2"),
                        new SecretVersion(URI.create("https://patrol-contoso.vault.azure.net"), "ci-1a2b3c4d", "v2"),
                        Trigger.EXPIRY,
                        NOW),
                URI.create("/patrol/rotator"),
                NOW);
        Map<String, Object> kafka = Map.of("bootstrap.servers", "127.0.0.1:" + deadPort(), "max.block.ms", 200);
        ClientSettings settings = new ClientSettings(kafka, "ci-1a2b3c4d", "billing-0", Backoff.usual());

        // When / Then
        try (Acknowledgements acknowledgements = new Acknowledgements(settings, Clock.systemUTC())) {
            assertThatThrownBy(() -> acknowledgements.acknowledge(rotation))
                    .isInstanceOf(NotNow.class)
                    .hasMessageContaining("acknowledgement");
        }
    }

    private static Token token(String name) {
        return Token.of("contoso", UUID.randomUUID(), name, List.of("vso.code"), NOW, NOW, false, Optional.empty());
    }

    /** A port that was free just now. */
    private static int deadPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
