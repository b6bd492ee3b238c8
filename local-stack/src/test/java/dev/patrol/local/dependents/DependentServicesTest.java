package dev.patrol.local.dependents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import dev.patrol.test.TopicWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DependentServicesTest {
    private static final KafkaBroker BROKER = new KafkaBroker();
    private static final Token STALE = token("stale");

    private TopicWriter writer;
    private DependentServices services;

    @BeforeAll
    static void startBroker() {
        BROKER.start();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.stop();
    }

    @BeforeEach
    void start() {
        writer = TopicWriter.ofTest();
        services = DependentServices.start(
                KafkaBroker.broker().bootstrapServers(),
                Map.of(
                        token("shared").secretName(),
                        new Dependents(List.of("shop", "till"), List.of("importer")),
                        STALE.secretName(),
                        new Dependents(List.of("old-reader"), List.of()),
                        token("last").secretName(),
                        new Dependents(List.of("last-reader"), List.of())),
                (secret, token) -> !secret.equals(STALE.secretName()),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        services.close();
        writer.close();
    }

    @Test
    void thoseAcknowledgeThatAreToAndFindTheSuccessorInTheVault() {
        // Given
        TokenRotated rotated = rotated("shared");

        // When
        Envelope<TokenRotated> cause = writer.write(rotated);
        writer.write(rotated("stale"));
        writer.write(rotated("nobody-reads-it"));
        writer.write(rotated("last"));

        // Then
        try (TopicReader reader = TopicReader.of(Topic.ROTATION_ACKNOWLEDGEMENTS)) {
            for (String dependent : List.of("shop", "till", "last-reader")) {
                reader.awaitRecord(message -> dependentIn(message, reader).equals(dependent));
            }
            List<ConsumerRecord<String, byte[]>> said = reader.all();
            assertThat(said.stream().map(message -> dependentIn(message, reader)))
                    .containsExactlyInAnyOrder("shop", "till", "last-reader");
            assertThat(said.stream().map(reader::open))
                    .filteredOn(envelope -> envelope.correlationId().equals(cause.correlationId()))
                    .hasSize(2)
                    .allSatisfy(envelope -> {
                        assertThat(envelope.causationId()).contains(cause.id());
                        assertThat(((RotationAcknowledged) envelope.payload()).authorizationId())
                                .isEqualTo(rotated.successor().authorizationId());
                    });
        }
    }

    private static String dependentIn(ConsumerRecord<String, byte[]> message, TopicReader reader) {
        return ((RotationAcknowledged) reader.open(message).payload()).dependent();
    }

    private static TokenRotated rotated(String name) {
        Token previous = token(name);
        SecretVersion secret = new SecretVersion(URI.create("https://vault.example"), previous.secretName(), "1");
        return new TokenRotated(previous, token(name + "-v2"), secret, Trigger.EXPIRY, Instant.now());
    }

    private static Token token(String name) {
        return Token.of(
                "contoso",
                UUID.randomUUID(),
                name,
                List.of("vso.code"),
                Instant.EPOCH,
                Instant.EPOCH,
                false,
                Optional.empty());
    }
}
