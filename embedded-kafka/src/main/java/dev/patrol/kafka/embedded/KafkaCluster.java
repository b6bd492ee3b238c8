package dev.patrol.kafka.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/**
 * Several brokers, each a process of its own, on this machine's loopback: for what can't be seen with one. Every topic is on all
 * of them, and a record counts as written when all but one have it, so that any one of them may be away.
 *
 * <p>Brokers are numbered from 0. Not safe for use by several threads.
 */
public final class KafkaCluster implements Brokers {
    private static final String HOST = "127.0.0.1";
    private static final long LONGEST_SECONDS = 90;
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Path directory;
    private final List<ReservedPort> ports;
    private final List<ReservedPort> controllerPorts;
    private final Map<Integer, Process> running = new HashMap<>();

    private KafkaCluster(int brokers, Path directory) throws IOException {
        this.directory = Files.createDirectories(directory).toAbsolutePath();
        List<ReservedPort> reserved = reserve(2 * brokers);
        this.ports = reserved.subList(0, brokers);
        this.controllerPorts = reserved.subList(brokers, 2 * brokers);
    }

    /**
     * Starts a cluster and returns when all of its brokers are in it.
     *
     * @param directory where its data and logs go, which stay
     * @throws IllegalStateException if it does not start; nothing of it runs then
     */
    public static KafkaCluster start(int brokers, Path directory) {
        KafkaCluster cluster;
        try {
            cluster = new KafkaCluster(brokers, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean started = false;
        try {
            String id = Uuid.randomUuid().toString();
            for (int broker = 0; broker < brokers; broker++) {
                Storage.prepare(cluster.data(broker), broker, id);
            }
            for (int broker = 0; broker < brokers; broker++) {
                cluster.launch(broker);
            }
            cluster.awaitBrokers();
            started = true;
            return cluster;
        } finally {
            if (!started) {
                cluster.close();
            }
        }
    }

    @Override
    public String bootstrapServers() {
        return ports.stream().map(port -> HOST + ":" + port.number()).collect(Collectors.joining(","));
    }

    public int size() {
        return ports.size();
    }

    @Override
    public void createTopics(Collection<TopicSpec> topics) {
        try (Admin admin = admin()) {
            NewTopics.create(admin, topics, size());
        }
    }

    /** Adds partitions to topics, until each has so many. */
    public void increasePartitions(Collection<String> topics, int total) {
        try (Admin admin = admin()) {
            admin.createPartitions(topics.stream()
                            .collect(Collectors.toMap(topic -> topic, topic -> NewPartitions.increaseTo(total))))
                    .all()
                    .get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The partitions could not be added", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while partitions were added", e);
        }
    }

    /** Starts a broker again after {@link #stop}. Returns when all brokers have all records again, as operators wait for. */
    public void start(int broker) {
        launch(broker);
        awaitWhole();
    }

    /** Tells a broker to stop, as for an upgrade, and returns when it has. */
    public void stop(int broker) {
        Process process = running.remove(broker);
        if (process != null) {
            process.destroy();
            awaitEnd(process);
        }
    }

    private void awaitWhole() {
        awaitBrokers();
        await("Not all partitions are in sync on all brokers", admin -> {
            Collection<String> names = admin.listTopics().names().get(LONGEST_SECONDS, TimeUnit.SECONDS);
            Collection<TopicDescription> topics = admin.describeTopics(names)
                    .allTopicNames()
                    .get(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .values();
            return topics.stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null
                            && partition.isr().size() == partition.replicas().size());
        });
    }

    private void awaitBrokers() {
        await(
                "Not all brokers are there; their logs are in " + directory,
                admin -> admin.describeCluster()
                                .nodes()
                                .get(LONGEST_SECONDS, TimeUnit.SECONDS)
                                .size()
                        == running.size());
    }

    /** What is asked of the brokers until it holds. */
    @FunctionalInterface
    private interface Condition {
        boolean holds(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private void await(String otherwise, Condition condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        try (Admin admin = admin()) {
            while (!holds(condition, admin)) {
                if (System.nanoTime() > deadline || running.values().stream().anyMatch(one -> !one.isAlive())) {
                    throw new IllegalStateException(otherwise);
                }
                new CountDownLatch(1).await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the brokers", e);
        }
    }

    private static boolean holds(Condition condition, Admin admin) throws InterruptedException {
        try {
            return condition.holds(admin);
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        }
    }

    private void launch(int broker) {
        ports.get(broker).admitListener();
        controllerPorts.get(broker).admitListener();
        try {
            Path file = directory.resolve("broker-" + broker + ".properties");
            Properties settings = new Properties();
            settings.putAll(settings(broker));
            try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                settings.store(writer, null);
            }
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx320m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerMain.class.getName(),
                    file.toString()));
            running.put(
                    broker,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(directory
                                    .resolve("broker-" + broker + ".log")
                                    .toFile()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Broker " + broker + " can't be started", e);
        }
    }

    private Map<String, String> settings(int broker) {
        Map<String, String> settings = new HashMap<>(Storage.frugal());
        String replicas = Integer.toString(size());
        String written = Integer.toString(Math.max(1, size() - 1));
        settings.put("node.id", Integer.toString(broker));
        settings.put(
                "controller.quorum.voters",
                IntStream.range(0, size())
                        .mapToObj(number -> number + "@" + HOST + ":"
                                + controllerPorts.get(number).number())
                        .collect(Collectors.joining(",")));
        String clients = "PLAINTEXT://" + HOST + ":" + ports.get(broker).number();
        settings.put(
                "listeners",
                clients + ",CONTROLLER://" + HOST + ":"
                        + controllerPorts.get(broker).number());
        settings.put("advertised.listeners", clients);
        settings.put("log.dirs", data(broker).toString());
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", written);
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("transaction.state.log.min.isr", written);
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.min.isr", written);
        return settings;
    }

    private Path data(int broker) {
        return directory.resolve("broker-" + broker);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** All at once, since one broker alone can't hand over what it leads, nor say so. */
    @Override
    public void close() {
        running.values().forEach(Process::destroy);
        running.values().forEach(KafkaCluster::awaitEnd);
        running.clear();
        ports.forEach(ReservedPort::close);
        controllerPorts.forEach(ReservedPort::close);
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(LONGEST_SECONDS / 3, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<ReservedPort> reserve(int count) throws IOException {
        List<ReservedPort> reserved = new ArrayList<>();
        try {
            for (int number = 0; number < count; number++) {
                reserved.add(ReservedPort.on(HOST, 0));
            }
            return List.copyOf(reserved);
        } catch (IOException e) {
            reserved.forEach(ReservedPort::close);
            throw e;
        }
    }
}
