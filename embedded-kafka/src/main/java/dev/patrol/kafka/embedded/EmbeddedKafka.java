package dev.patrol.kafka.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One broker that is its own controller. It can be stopped and started again on the same ports and data, as a broker that
 * is restarted. Topics are never created by accident ({@code auto.create.topics.enable=false}).
 *
 * <p>Not safe for use by several threads.
 */
public final class EmbeddedKafka implements Brokers {
    private static final int NODE = 1;
    private static final long START_SECONDS = 60;
    private static final String CONTROLLER_HOST = "127.0.0.1";

    private final BrokerConfig config;
    private final Path directory;
    private final ReservedPort port;
    private final ReservedPort controllerPort;
    private KafkaRaftServer server;

    private EmbeddedKafka(BrokerConfig config) throws IOException {
        this.config = config;
        if (config.directory().isPresent()) {
            Files.createDirectories(config.directory().get());
        }
        this.port = ReservedPort.on(config.host(), config.port());
        this.controllerPort = ReservedPort.on(CONTROLLER_HOST, 0);
        this.directory = config.directory().isPresent() ? config.directory().get() : Files.createTempDirectory("kafka");
    }

    /**
     * Starts a broker on loopback with data of its own, which {@link #close} deletes.
     *
     * @param port 0 for a free one
     * @throws RuntimeException as {@link #start(BrokerConfig)}
     */
    public static EmbeddedKafka start(int port) {
        return start(BrokerConfig.defaults().withPort(port));
    }

    /**
     * Starts a broker and returns when it answers. Where its directory has the data of an earlier broker, it goes on with
     * that.
     *
     * @throws UncheckedIOException if its port is taken or its directory cannot be made
     * @throws IllegalStateException if the broker does not start; nothing of it is left then but a directory that it was given
     */
    public static EmbeddedKafka start(BrokerConfig config) {
        EmbeddedKafka broker;
        try {
            broker = new EmbeddedKafka(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean started = false;
        try {
            broker.format();
            broker.start();
            started = true;
            return broker;
        } finally {
            if (!started) {
                broker.close();
            }
        }
    }

    @Override
    public String bootstrapServers() {
        return config.host() + ":" + port.number();
    }

    /** Where the data is. */
    public Path directory() {
        return directory;
    }

    /**
     * Starts the broker again after {@link #stop}, on the same port and data. Returns when it answers.
     *
     * @throws IllegalStateException if it runs already, does not start or its caller is interrupted; in the last two cases
     *     it is stopped
     */
    public void start() {
        if (server != null) {
            throw new IllegalStateException("The broker runs already");
        }
        port.admitListener();
        controllerPort.admitListener();
        boolean started = false;
        try {
            undisturbed(
                    () -> {
                        server = new KafkaRaftServer(new KafkaConfig(settings()), Time.SYSTEM);
                        server.startup();
                    },
                    "The broker does not start");
            awaitAnswer();
            started = true;
        } finally {
            // Kafka leaves the controller running, in threads that keep the JVM alive.
            if (!started) {
                stop();
            }
        }
    }

    private void awaitAnswer() {
        try (Admin admin = admin()) {
            admin.describeCluster().nodes().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the broker started", e);
        }
    }

    /** Stops the broker and keeps its data. */
    public void stop() {
        if (server != null) {
            undisturbed(
                    () -> {
                        server.shutdown();
                        server.awaitShutdown();
                    },
                    "The broker does not stop");
            server = null;
        }
    }

    /**
     * An interrupt closes the files that Kafka is writing, and Kafka then halts the JVM. So it works in a thread that nobody
     * interrupts; an interrupt of the caller stays set.
     */
    private static void undisturbed(Runnable work, String failure) {
        try {
            CompletableFuture.runAsync(work, task -> new Thread(task, "embedded-kafka").start())
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(failure, e.getCause());
        }
    }

    @Override
    public void createTopics(Collection<TopicSpec> topics) {
        try (Admin admin = admin()) {
            NewTopics.create(admin, topics, 1);
        }
    }

    /** Stops the broker and deletes its data, unless it was told where to keep it. Calling it again changes nothing. */
    @Override
    public void close() {
        try {
            stop();
        } finally {
            port.close();
            controllerPort.close();
        }
        if (config.directory().isPresent() || Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Admin admin() {
        Map<String, Object> settings = new HashMap<>(config.clientSettings());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return Admin.create(settings);
    }

    private void format() {
        if (!Storage.isPrepared(data())) {
            Storage.prepare(data(), NODE, Uuid.randomUuid().toString());
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Storage.frugal());
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@" + CONTROLLER_HOST + ":" + controllerPort.number());
        settings.put(
                "listeners",
                "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://" + CONTROLLER_HOST + ":"
                        + controllerPort.number());
        settings.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
        settings.put("log.dirs", data().toString());
        settings.put("num.partitions", Integer.toString(config.defaultPartitions()));
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.putAll(config.settings());
        return settings;
    }
}
