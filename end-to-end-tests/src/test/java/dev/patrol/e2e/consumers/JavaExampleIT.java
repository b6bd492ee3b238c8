package dev.patrol.e2e.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.PackagedService;
import dev.patrol.example.client.Backoff;
import dev.patrol.example.client.ClientSettings;
import dev.patrol.example.client.TokenClient;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Milestone;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java example as a dependent of the packaged rotator. */
class JavaExampleIT {
    private static final Path LOG = Path.of("target", "java-example.log");
    private static final String SCOPE = "vso.code";
    private static final String DEPENDENT = "billing-0";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What an orchestrator gives: Kubernetes' default. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final EmbeddedKafka kafka = EmbeddedKafka.start(0);
    private final AzureSimulator azure = AzureSimulator.start();
    private Process rotator;

    @BeforeEach
    void startTheRotator() {
        kafka.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        rotator = PackagedService.start(
                "rotator",
                List.of(),
                environment(),
                Path.of("target").toAbsolutePath(),
                Redirect.appendTo(LOG.toFile()));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("AZURE_DEVOPS_ORG", azure.organizations().get(0));
        environment.put("AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal());
        environment.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        environment.put("KEY_VAULT_URL", azure.keyVaultUrl().toString());
        environment.put("KEY_VAULT_CA_FILE", azure.certificateAuthority().toString());
        environment.put("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false");
        environment.put("IDENTITY_ENDPOINT", azure.identityEndpoint().toString());
        environment.put("IDENTITY_HEADER", azure.identityHeader().reveal());
        environment.put("PATROL_ROTATION_OVERLAP", "2h");
        environment.put("PATROL_ROTATION_DEPENDENTS_0__SECRETS", "ci-*");
        environment.put("PATROL_ROTATION_DEPENDENTS_0__NAMES", DEPENDENT);
        return environment;
    }

    @AfterEach
    void stop() throws InterruptedException {
        rotator.destroy();
        if (!rotator.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            rotator.destroyForcibly();
        }
        azure.close();
        kafka.close();
    }

    @Test
    void thePreviousTokenDiesOnceTheClientUsesItsSuccessor() {
        // Given
        Token previous = token();
        azure.control().keepInSecret(previous.authorizationId(), previous.secretName());
        ClientSettings settings = new ClientSettings(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                previous.secretName(),
                DEPENDENT,
                Backoff.usual());
        try (TokenClient client = TokenClient.start(settings, SimulatedVault.of(azure), Clock.systemUTC())) {

            // When
            announceDue(previous);

            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(fact(previous).revokedAt()).isNotNull());
            UUID used = client.token().authorizationId().orElseThrow();
            assertThat(used).isNotEqualTo(previous.authorizationId());
            assertThat(client.token().value())
                    .isEqualTo(azure.control().valueOf(used).orElseThrow().reveal());
            assertThat(azure.control().token(used).orElseThrow().revokedAt()).isNull();
        }
    }

    private Token token() {
        UUID id = azure.control()
                .seedTokens(TokenSeed.of("ci", SCOPE, Instant.now().plus(Duration.ofDays(3))))
                .get(0);
        TokenFact fact = azure.control().token(id).orElseThrow();
        return Token.of(
                fact.organization(),
                id,
                fact.displayName(),
                List.of(SCOPE),
                fact.validFrom(),
                fact.validTo(),
                false,
                Optional.empty());
    }

    private TokenFact fact(Token token) {
        return azure.control().token(token.authorizationId()).orElseThrow();
    }

    /** As the scanner says it. */
    private void announceDue(Token token) {
        EncodedMessage message = new MessageCodec()
                .encode(Envelope.first(
                        new TokenExpiring(token, 3, Milestone.SEVEN_DAYS, true),
                        URI.create("/patrol/scanner"),
                        Instant.now()));
        ProducerRecord<String, byte[]> written = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, text) -> written.headers().add(name, text.getBytes(UTF_8)));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(written);
            producer.flush();
        }
    }
}
