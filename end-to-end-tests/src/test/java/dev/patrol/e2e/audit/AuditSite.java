package dev.patrol.e2e.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.e2e.PackagedService;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.SimulatorControl;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and an Azure, and audit services that know them by address only. */
final class AuditSite implements AutoCloseable {
    private final EmbeddedKafka kafka = EmbeddedKafka.start(0);
    private final AzureSimulator azure = AzureSimulator.start();
    private final KafkaProducer<String, byte[]> producer;
    private final List<Process> instances = new ArrayList<>();
    private final Path folder;

    AuditSite(Path folder) {
        this.folder = folder;
        kafka.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    String organization() {
        return azure.organizations().get(0);
    }

    SimulatorControl azure() {
        return azure.control();
    }

    /** A further instance, with stores of its own. */
    Process startInstance() {
        String name = "audit-" + (instances.size() + 1);
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("AZURE_DEVOPS_ORG", organization());
        environment.put("AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal());
        environment.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        environment.put("AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString());
        environment.put("AUDIT_POLL_INTERVAL", "300ms");
        environment.put("PATROL_AUDIT_LONGEST_PAUSE", "2s");
        environment.put("PATROL_DETECTION_ALLOWED_NETWORKS", "192.0.2.0/24");
        environment.put("PATROL_DETECTION_STATE_DIRECTORY", folder.resolve(name).toString());
        Process instance = PackagedService.start(
                "audit",
                List.of(),
                environment,
                folder,
                Redirect.to(folder.resolve(name + ".log").toFile()));
        instances.add(instance);
        return instance;
    }

    /** SIGKILL. */
    void kill(Process instance) {
        end(instance.destroyForcibly());
    }

    void restartBroker() {
        kafka.stop();
        kafka.start();
    }

    void publish(Envelope<? extends Payload> envelope) {
        EncodedMessage message = new MessageCodec().encode(envelope);
        ProducerRecord<String, byte[]> written = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, value) -> written.headers().add(name, value.getBytes(UTF_8)));
        try {
            producer.send(written).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that is on a topic and committed. */
    <T extends Payload> List<T> on(Topic topic, Class<T> type) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        List<T> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> {
                    Map<String, String> headers = new HashMap<>();
                    message.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
                    found.add(type.cast(
                            new MessageCodec().decode(headers, message.value()).payload()));
                });
            }
        }
        return found;
    }

    private static void end(Process instance) {
        try {
            if (!instance.waitFor(40, TimeUnit.SECONDS)) {
                instance.destroyForcibly();
            }
        } catch (InterruptedException e) {
            instance.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        instances.forEach(Process::destroy);
        instances.forEach(AuditSite::end);
        producer.close();
        azure.close();
        kafka.close();
    }
}
