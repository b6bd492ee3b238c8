package dev.patrol.e2e.faults;

import dev.patrol.e2e.TopicDump;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Milestone;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.SecretFact;
import dev.patrol.simulator.inspection.TokenFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and an Azure that the test holds in its hands, and rotators that know them by address only. */
final class Surroundings implements AutoCloseable {
    /** Tokens whose names begin so live until their dependent has acknowledged. */
    static final String ACKNOWLEDGED = "acknowledged-";

    private static final String GROUP = "rotator";
    private static final String DEPENDENT = "reader";
    private static final String SCOPE = "vso.code vso.build";

    /** How long a rotator with {@link #IMPATIENT} tries to write. */
    static final Duration SHORT_DELIVERY = Duration.ofSeconds(3);

    /** Options of a rotator that soon gives a write up. */
    static final List<String> IMPATIENT = List.of(
            "-Dmp.messaging.outgoing.patrol-announcements.delivery.timeout.ms=" + SHORT_DELIVERY.toMillis(),
            "-Dmp.messaging.outgoing.patrol-announcements.request.timeout.ms=1000");

    private final Path log;
    private final EmbeddedKafka kafka = EmbeddedKafka.start(0);
    private final AzureSimulator azure = AzureSimulator.start();
    private final KafkaProducer<String, byte[]> producer;
    private final Topics topics;
    private final Admin admin;

    Surroundings(Path log) {
        this.log = log;
        kafka.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        topics = new Topics(kafka.bootstrapServers());
    }

    RotatorProcess startRotator(List<String> options) {
        Wire wire = Wire.to(kafka.bootstrapServers());
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", wire.bootstrapServers());
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
        environment.put("PATROL_KEY_VAULT_TIMEOUT", "2s");
        environment.put("PATROL_TOKEN_API_RETRIES", "2");
        environment.put("PATROL_TOKEN_API_RETRY_DELAY", "100ms");
        environment.put("PATROL_TOKEN_API_RETRY_MAX_DELAY", "200ms");
        environment.put("PATROL_TOKEN_API_TIMEOUT", "2s");
        environment.put("PATROL_ROTATION_OVERLAP", "1s");
        environment.put("PATROL_ROTATION_TICK", "200ms");
        environment.put("PATROL_ROTATION_READ_BACK_EVERY", "300ms");
        environment.put("PATROL_ROTATION_SETBACK_DELAY", "300ms");
        environment.put("PATROL_ROTATION_SETBACK_MAX_DELAY", "1s");
        environment.put("PATROL_ROTATION_SETBACKS", "12");
        environment.put("PATROL_ROTATION_OVERLAP_RULES_0__TOKENS", ACKNOWLEDGED + "*");
        environment.put("PATROL_ROTATION_OVERLAP_RULES_0__OVERLAP", "1h");
        environment.put("PATROL_ROTATION_DEPENDENTS_0__SECRETS", ACKNOWLEDGED + "*");
        environment.put("PATROL_ROTATION_DEPENDENTS_0__NAMES", DEPENDENT);
        return RotatorProcess.start(environment, options, wire, log);
    }

    /** A token that dies in three days. */
    Token seed(String name, Kept kept) {
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
        switch (kept) {
            case WITH_TAGS -> azure.control().keepInSecret(id, token.secretName());
            case WITHOUT_TAGS -> azure.control().keepUntagged(id, token.secretName());
            case NOWHERE -> {
                // Its first rotation.
            }
        }
        return token;
    }

    /** Says that a token is due, as every scan says it again. */
    void announceDue(Token token) {
        publish(Envelope.first(
                new TokenExpiring(token, 3, Milestone.SEVEN_DAYS, true), URI.create("/patrol/scanner"), Instant.now()));
    }

    /** The dependent says that it uses what the vault gives. */
    void acknowledge(Token token) {
        UUID inUse = azure.control().secret(token.secretName()).stream()
                .filter(SecretFact::latest)
                .map(SecretFact::holds)
                .findFirst()
                .orElseThrow();
        publish(Envelope.first(
                new RotationAcknowledged(token.organization(), token.secretName(), inUse, DEPENDENT),
                URI.create("/" + DEPENDENT),
                Instant.now()));
    }

    /** Stores of a token's secret that were done when nobody waited for them any more. */
    long lateStores(Token token) {
        return azure.control().sideEffects(0).stream()
                .filter(call -> call.api().equals("secret-set"))
                .filter(call -> token.secretName().equals(call.target()))
                .filter(call -> call.outcome().startsWith("lost"))
                .count();
    }

    void publish(Envelope<?> envelope) {
        EncodedMessage message = new MessageCodec().encode(envelope);
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

    /** Whether the rotators' group has so many members, and each knows what is its. */
    boolean hasSettledWith(int members) {
        try {
            ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(GROUP))
                    .describedGroups()
                    .get(GROUP)
                    .get();
            return group.groupState() == GroupState.STABLE && group.members().size() == members;
        } catch (ExecutionException notThereYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void stopBroker() {
        kafka.stop();
    }

    void startBroker() {
        kafka.start();
    }

    Topics topics() {
        return topics;
    }

    /** All that was said by now. */
    TopicDump everything() {
        return TopicDump.of(kafka.bootstrapServers());
    }

    /** A line in the rotators' log. */
    void mark(String line) {
        try {
            Files.writeString(log, "=== " + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SimulatorControl azure() {
        return azure.control();
    }

    String organization() {
        return azure.organizations().get(0);
    }

    @Override
    public void close() {
        topics.close();
        admin.close();
        producer.close();
        azure.close();
        kafka.close();
    }
}
