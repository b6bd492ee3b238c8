package dev.patrol.e2e.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker, what is around the services, and the services, each in a container of its own, set as in docker-compose.yml. */
final class Containers implements AutoCloseable {
    static final List<String> SERVICES = List.of("scanner", "rotator", "audit", "notifier");

    private static final String TAG = System.getProperty("patrol.images.tag", "latest");
    private static final String BROKER = "kafka:19092";
    private static final String KAFKA_IMAGE = "apache/kafka";
    private static final String CERTIFICATE_FOLDER = "/var/lib/azure";
    private static final int HTTP = 8080;
    private static final int STORY = 8090;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Network network = Network.newNetwork();
    private final ComposeFile compose = ComposeFile.read();
    private final Path certificates;
    private final KafkaContainer kafka = new KafkaContainer(
                    DockerImageName.parse(compose.imageOf("kafka")).asCompatibleSubstituteFor(KAFKA_IMAGE))
            .withNetwork(network)
            .withListener(BROKER);
    private final GenericContainer<?> mail =
            new GenericContainer<>(compose.imageOf("mail")).withNetwork(network).withNetworkAliases("mail");
    private final Map<String, GenericContainer<?>> patrol = new LinkedHashMap<>();

    /** @param certificates a folder that everybody may write to */
    Containers(Path certificates) {
        this.certificates = certificates;
    }

    void start() {
        Stream.of(kafka, mail).parallel().forEach(GenericContainer::start);
        runToItsEnd("topics", "topics");
        GenericContainer<?> azure = container("simulator", "azure")
                .withCommand("around")
                .withExposedPorts(STORY)
                .waitingFor(Wait.forHttp("/api/story").withStartupTimeout(PATIENCE));
        start("azure", azure);
        runToItsEnd("sign-in", "login");
        SERVICES.stream().parallel().forEach(name -> {
            GenericContainer<?> service = container(name, name)
                    .withExposedPorts(HTTP)
                    .waitingFor(Wait.forHttp("/q/health/ready").withStartupTimeout(PATIENCE));
            start(name, service);
        });
    }

    private void start(String name, GenericContainer<?> container) {
        synchronized (patrol) {
            patrol.put(name, container);
        }
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            throw new AssertionError(name + " does not start: " + container.getLogs(), e);
        }
    }

    private void runToItsEnd(String name, String command) {
        start(
                name,
                container("cli", name)
                        .withCommand(command)
                        .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE)));
    }

    private GenericContainer<?> container(String image, String alias) {
        return new GenericContainer<>("patrol/" + image + ":" + TAG)
                .withNetwork(network)
                .withNetworkAliases(alias)
                .withEnv(compose.environmentOf(alias))
                .withEnv("KAFKA_BOOTSTRAP_SERVERS", BROKER)
                .withEnv("PATROL_DETECTION_STATE_DIRECTORY", "/tmp/detector")
                .withFileSystemBind(certificates.toString(), CERTIFICATE_FOLDER, BindMode.READ_WRITE)
                .withTmpFs(Map.of("/tmp", "exec,size=256m,mode=1777"))
                .withCreateContainerCmdModifier(command ->
                        command.getHostConfig().withReadonlyRootfs(true).withMemory(memoryOf(alias)));
    }

    private long memoryOf(String service) {
        String memory = compose.memoryOf(service).orElse("512m");
        long number = Long.parseLong(memory.substring(0, memory.length() - 1));
        return number * (memory.endsWith("g") ? 1024L : 1L) * 1024 * 1024;
    }

    /** Where the story can be asked for. */
    String storyUrl() {
        GenericContainer<?> azure = patrol.get("azure");
        return "http://" + azure.getHost() + ":" + azure.getMappedPort(STORY) + "/api/story";
    }

    String logOf(String name) {
        return patrol.get(name).getLogs();
    }

    Map<String, String> labelsOf(String name) {
        return patrol.get(name).getContainerInfo().getConfig().getLabels();
    }

    /** What a command says that is run in the container. */
    String run(String name, String... command) {
        try {
            return patrol.get(name).execInContainer(command).getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        List.copyOf(patrol.values()).forEach(GenericContainer::stop);
        mail.stop();
        kafka.stop();
        network.close();
    }
}
