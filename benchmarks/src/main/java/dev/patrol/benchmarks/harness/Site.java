package dev.patrol.benchmarks.harness;

import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.control.SimulatorControl;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with Patrol's topics and an Azure, both in this JVM, fresh and empty. */
public final class Site implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final AzureSimulator azure;
    private final KafkaProducer<String, byte[]> producer;
    private final MessageCodec codec = new MessageCodec();

    private Site(EmbeddedKafka kafka, AzureSimulator azure) {
        this.kafka = kafka;
        this.azure = azure;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public static Site open() {
        return open(SimulatorConfig.defaults());
    }

    /** The same with another Azure. */
    public static Site open(SimulatorConfig config) {
        EmbeddedKafka kafka = EmbeddedKafka.start(0);
        kafka.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        return new Site(kafka, AzureSimulator.start(config));
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public AzureSimulator azure() {
        return azure;
    }

    public SimulatorControl control() {
        return azure.control();
    }

    public String organization() {
        return azure.organizations().get(0);
    }

    /** What a service must be told to work here. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("AZURE_DEVOPS_ORG", String.join(",", azure.organizations()));
        environment.put("AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal());
        environment.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        environment.put("AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString());
        environment.put("KEY_VAULT_URL", azure.keyVaultUrl().toString());
        environment.put("KEY_VAULT_CA_FILE", azure.certificateAuthority().toString());
        environment.put("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false");
        environment.put("IDENTITY_ENDPOINT", azure.identityEndpoint().toString());
        environment.put("IDENTITY_HEADER", azure.identityHeader().reveal());
        return environment;
    }

    /** Hands a message to the broker; the future ends when the broker has it. */
    public CompletableFuture<Void> publish(Envelope<? extends Payload> envelope) {
        EncodedMessage message = codec.encode(envelope);
        ProducerRecord<String, byte[]> written = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, value) -> written.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        CompletableFuture<Void> stored = new CompletableFuture<>();
        producer.send(written, (metadata, failure) -> {
            if (failure == null) {
                stored.complete(null);
            } else {
                stored.completeExceptionally(failure);
            }
        });
        return stored;
    }

    @Override
    public void close() {
        producer.close();
        azure.close();
        kafka.close();
    }
}
