package dev.patrol.e2e.faults;

import dev.patrol.e2e.TopicDump;
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
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and an Azure that the test holds in its hands, and rotators that know them by address only. */
final class Surroundings implements AutoCloseable {
    private static final String SCOPE = "vso.code vso.build";

    private final Path log;
    private final EmbeddedKafka kafka = EmbeddedKafka.start(0);
    private final AzureSimulator azure = AzureSimulator.start();
    private final KafkaProducer<String, byte[]> producer;

    Surroundings(Path log) {
        this.log = log;
        kafka.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    RotatorProcess startRotator() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("AZURE_DEVOPS_ORG", organization());
        environment.put("AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal());
        environment.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        environment.put("KEY_VAULT_URL", azure.keyVaultUrl().toString());
        environment.put("KEY_VAULT_CA_FILE", azure.certificateAuthority().toString());
        environment.put("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false");
        environment.put("IDENTITY_ENDPOINT", azure.identityEndpoint().toString());
        environment.put("IDENTITY_HEADER", azure.identityHeader().reveal());
        environment.put("PATROL_KEY_VAULT_RETRIES", "2");
        environment.put("PATROL_KEY_VAULT_RETRY_DELAY", "100ms");
        environment.put("PATROL_KEY_VAULT_RETRY_MAX_DELAY", "200ms");
        environment.put("PATROL_KEY_VAULT_TIMEOUT", "3s");
        environment.put("PATROL_TOKEN_API_RETRIES", "2");
        environment.put("PATROL_TOKEN_API_RETRY_DELAY", "100ms");
        environment.put("PATROL_TOKEN_API_RETRY_MAX_DELAY", "200ms");
        environment.put("PATROL_TOKEN_API_TIMEOUT", "3s");
        environment.put("PATROL_ROTATION_OVERLAP", "1s");
        environment.put("PATROL_ROTATION_TICK", "200ms");
        environment.put("PATROL_ROTATION_READ_BACK_EVERY", "300ms");
        environment.put("PATROL_ROTATION_SETBACK_DELAY", "300ms");
        environment.put("PATROL_ROTATION_SETBACK_MAX_DELAY", "1s");
        environment.put("PATROL_ROTATION_SETBACKS", "50");
        return RotatorProcess.start(environment, log);
    }

    /** A token that dies in three days; its lineage has a secret that holds it, as after an earlier rotation. */
    Token seed(String name) {
        UUID id = azure.control()
                .seedTokens(TokenSeed.of(name, SCOPE, Instant.now().plus(Duration.ofDays(3))))
                .get(0);
        TokenFact fact = azure.control().token(id).orElseThrow();
        Token token = Token.of(
                organization(),
                id,
                name,
                List.of(SCOPE.split(" ")),
                fact.validFrom(),
                fact.validTo(),
                false,
                Optional.empty());
        azure.control().keepInSecret(id, token.secretName());
        return token;
    }

    /** Says that a token is due, as every scan says it again. */
    void announceDue(Token token) {
        TokenExpiring due = new TokenExpiring(token, 3, Milestone.SEVEN_DAYS, true);
        EncodedMessage message =
                new MessageCodec().encode(Envelope.first(due, URI.create("/patrol/scanner"), Instant.now()));
        ProducerRecord<String, byte[]> written = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, value) -> written.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(written).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void restartBroker() {
        kafka.stop();
        kafka.start();
    }

    TopicDump topics() {
        return TopicDump.of(kafka.bootstrapServers());
    }

    SimulatorControl azure() {
        return azure.control();
    }

    private String organization() {
        return azure.organizations().get(0);
    }

    @Override
    public void close() {
        producer.close();
        azure.close();
        kafka.close();
    }
}
