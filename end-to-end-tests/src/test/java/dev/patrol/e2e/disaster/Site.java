package dev.patrol.e2e.disaster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.TopicDump;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.model.Payload;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.SimulatorControl;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An Azure and a mail server that outlive everything, a broker that can be lost, and the packaged services. */
final class Site implements AutoCloseable {
    /** The dependent of tokens whose names begin with {@code waiting-}. */
    static final String READER = "reader";

    private static final Path LOGS = Path.of("target", "disaster").toAbsolutePath();
    private static final Path CLI =
            Path.of("..", "patrol-cli", "target", "patrol-cli.jar").toAbsolutePath();
    private static final long LONGEST_SECONDS = 60;
    /** A killed instance's partitions are handed on within seconds instead of most of a minute. */
    private static final List<String> SHORT_SESSIONS = List.of(
            "-Dmp.messaging.connector.smallrye-kafka.session.timeout.ms=4000",
            "-Dmp.messaging.connector.smallrye-kafka.heartbeat.interval.ms=500",
            "-Dmp.messaging.connector.smallrye-kafka.auto.commit.interval.ms=200");

    private final Path folder;
    private final String name;
    private final AzureSimulator azure = AzureSimulator.start();
    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, Process> services = new LinkedHashMap<>();
    private EmbeddedKafka kafka = EmbeddedKafka.start(0);

    /** @param name of its logs */
    Site(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        Files.createDirectories(LOGS);
        mailServer.start();
        kafka.createTopics(Arrays.stream(Topic.values()).map(Site::declared).toList());
    }

    private static TopicSpec declared(Topic topic) {
        return new TopicSpec(topic.topicName(), topic.partitions(), topic.config());
    }

    void start(String... names) {
        for (String service : names) {
            services.put(
                    service,
                    PackagedService.start(
                            service,
                            SHORT_SESSIONS,
                            environment(),
                            folder,
                            Redirect.appendTo(log(service).toFile())));
        }
    }

    /** Starts those that have ended, as an orchestrator does. */
    void startEnded() {
        services.entrySet().stream()
                .filter(service -> !service.getValue().isAlive())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::start);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", "0");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("AZURE_DEVOPS_ORG", organization());
        environment.put("AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal());
        environment.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        environment.put("AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString());
        environment.put("KEY_VAULT_URL", azure.keyVaultUrl().toString());
        environment.put("KEY_VAULT_CA_FILE", azure.certificateAuthority().toString());
        environment.put("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false");
        environment.put("IDENTITY_ENDPOINT", azure.identityEndpoint().toString());
        environment.put("IDENTITY_HEADER", azure.identityHeader().reveal());
        environment.put("SCAN_CRON", "0/2 * * * * ?");
        environment.put("AUDIT_POLL_INTERVAL", "1s");
        environment.put("ALERT_EMAIL", "ops@contoso.example");
        environment.put("SMTP_HOST", "127.0.0.1");
        environment.put("SMTP_PORT", Integer.toString(mailServer.getSmtp().getPort()));
        environment.put(
                "PATROL_DETECTION_STATE_DIRECTORY", folder.resolve("detector").toString());
        environment.put("PATROL_ROTATION_OVERLAP", "1s");
        environment.put("PATROL_ROTATION_OVERLAP_RULES_0__TOKENS", "waiting-*");
        environment.put("PATROL_ROTATION_OVERLAP_RULES_0__OVERLAP", "1h");
        environment.put("PATROL_ROTATION_DEPENDENTS_0__SECRETS", "waiting-*");
        environment.put("PATROL_ROTATION_DEPENDENTS_0__NAMES", READER);
        environment.put("PATROL_RECONCILIATION_FIRST", "1s");
        environment.put("PATROL_RECONCILIATION_EVERY", "2s");
        environment.put("PATROL_RECONCILIATION_SAFETY_DELAY", "1s");
        return environment;
    }

    /** Whether a group has acknowledged all that is on a topic, so that none of it comes again. */
    boolean hasAcknowledged(String group, Topic topic) {
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                .toList();
        try (Admin admin = Admin.create(connection())) {
            Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(partitions.stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get();
            return partitions.stream()
                    .allMatch(partition -> ends.get(partition).offset() == 0
                            || done.get(partition) != null
                                    && done.get(partition).offset()
                                            >= ends.get(partition).offset());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, as an orchestrator stops it. */
    void stop(String service) {
        services.get(service).destroy();
        awaitEnd(services.remove(service));
    }

    /** SIGKILL, all at once: what they were writing is not written. */
    void killServices() {
        services.values().forEach(Process::destroyForcibly);
        services.values().forEach(Site::awaitEnd);
        services.clear();
    }

    /** A topic is gone with all that was on it; it is made again as it is declared, and is empty. */
    void lose(Topic topic) throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = Admin.create(connection())) {
            admin.deleteTopics(List.of(topic.topicName())).all().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        }
        kafka.createTopics(List.of(declared(topic)));
    }

    /** The broker is gone with all topics, positions and groups; another one has topics that {@code ./patrol topics} makes. */
    void loseBroker() throws IOException, InterruptedException {
        kafka.close();
        kafka = EmbeddedKafka.start(0);
        patrol("topics", "--replication-factor", "1", "--min-insync-replicas", "1");
    }

    private void patrol(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                CLI.toString()),
                        Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log("patrol").toFile()));
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment().putAll(environment());
        Process call = builder.start();
        if (!call.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || call.exitValue() != 0) {
            call.destroyForcibly();
            throw new AssertionError("patrol " + List.of(arguments) + " failed; what it said is in " + log("patrol"));
        }
    }

    void publish(Payload payload) {
        EncodedMessage message =
                new MessageCodec().encode(Envelope.first(payload, URI.create("/" + READER), Instant.now()));
        ProducerRecord<String, byte[]> written = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((key, value) -> written.headers().add(key, value.getBytes(UTF_8)));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(connection(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(written).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> connection() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    /** All that was said by now, and is not lost. */
    TopicDump topics() {
        return TopicDump.of(connection());
    }

    SimulatorControl azure() {
        return azure.control();
    }

    String organization() {
        return azure.organizations().get(0);
    }

    /** Subjects of the mails that have arrived. */
    List<String> mails() {
        return Arrays.stream(mailServer.getReceivedMessages())
                .map(mail -> {
                    try {
                        return mail.getSubject();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private Path log(String program) {
        return LOGS.resolve(name + "-" + program + ".log");
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        killServices();
        mailServer.stop();
        azure.close();
        kafka.close();
    }
}
