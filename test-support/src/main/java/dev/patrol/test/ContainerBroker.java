package dev.patrol.test;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.patrol.kafka.embedded.NewTopics;
import dev.patrol.kafka.embedded.TopicSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;

/** A broker of the image {@value #IMAGE}, by Testcontainers. It wants a container engine. */
final class ContainerBroker implements TestBroker {
    private static final String IMAGE = "apache/kafka:4.1.1";
    private static final int PATIENCE_SECONDS = 60;

    /** What differs from the image's own settings, as the broker in process has it. */
    private static final Map<String, String> SETTINGS = Map.of(
            "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
            "KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4",
            "KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "2",
            "KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "500",
            "KAFKA_LOG_INITIAL_TASK_DELAY_MS", "1000");

    private final KafkaContainer container = new OnOnePort(freePort()).withEnv(SETTINGS);

    private ContainerBroker() {}

    static ContainerBroker begin() {
        ContainerBroker broker = new ContainerBroker();
        broker.container.start();
        return broker;
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void createTopics(Collection<TopicSpec> topics) {
        try (Admin admin = admin()) {
            NewTopics.create(admin, topics, 1);
        }
    }

    /** By a kill: the image's shell keeps what would end the broker from it. */
    @Override
    public void stop() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void start() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        try (Admin admin = admin()) {
            admin.describeCluster().nodes().get(PATIENCE_SECONDS, SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the broker started", e);
        }
    }

    @Override
    public void close() {
        container.stop();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An engine may give a container that is started again another port; clients look for it at the one they know. */
    private static final class OnOnePort extends KafkaContainer {
        private static final int KAFKA = 9092;

        OnOnePort(int port) {
            super(IMAGE);
            addFixedExposedPort(port, KAFKA);
        }
    }
}
