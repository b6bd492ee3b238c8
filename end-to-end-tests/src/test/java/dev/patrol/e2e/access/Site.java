package dev.patrol.e2e.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.TopicDump;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.model.Topic;
import dev.patrol.simulator.AzureSimulator;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * A cluster that wants a login and grants what {@code deploy/kafka/acls.sh} grants, an Azure, and the packaged programs, each of
 * which logs in by the variables that it is given.
 */
final class Site implements AutoCloseable {
    /** With which a service ends that can't do anything with its settings. */
    static final int WRONG_SETTING = 78;

    private static final Path LOGS = Path.of("target", "access").toAbsolutePath();
    private static final Path CLI =
            Path.of("..", "patrol-cli", "target", "patrol-cli.jar").toAbsolutePath();
    private static final long LONGEST_SECONDS = 120;

    private final Path folder;
    private final String name;
    private final Map<String, String> administrator;
    private final EmbeddedKafka broker;
    private final AzureSimulator azure;
    private final Map<String, Process> services = new HashMap<>();
    private final List<Process> begun = new CopyOnWriteArrayList<>();

    /**
     * @param folder for its files
     * @param name of its logs
     * @param ofBroker who is let in, and how
     * @param administrator how whoever makes topics and gives rights logs in
     * @param principal as whom
     */
    Site(Path folder, String name, Map<String, String> ofBroker, Map<String, String> administrator, String principal)
            throws IOException {
        this.folder = folder;
        this.name = name;
        this.administrator = administrator;
        Files.createDirectories(LOGS);
        Map<String, String> settings = new HashMap<>(ofBroker);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The controller's listener has no login.
        settings.put("super.users", principal + ";User:ANONYMOUS");
        broker = Brokers.start(settings, administrator);
        azure = AzureSimulator.start();
    }

    /** @param principals variables of the script */
    void grant(Map<String, String> principals) throws IOException, InterruptedException {
        StringWriter client = new StringWriter();
        Properties properties = new Properties();
        properties.putAll(administrator);
        properties.store(client, null);
        Map<String, String> variables = new HashMap<>(principals);
        variables.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        variables.put(
                "KAFKA_COMMAND_CONFIG",
                Files.writeString(folder.resolve("client.properties"), client.toString())
                        .toString());
        RightsScript.run(variables, folder);
    }

    /**
     * Starts one that is to live until the end.
     *
     * @param login Kafka's settings
     * @param more variables
     */
    void start(String service, Map<String, String> login, Map<String, String> more) throws IOException {
        services.put(service, begin(service, service, login, more));
    }

    /**
     * Starts one that is to end by itself.
     *
     * @param title of its log
     */
    Process begin(String service, String title, Map<String, String> login, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new HashMap<>(Brokers.variables(broker, login));
        environment.put("PORT", "0");
        environment.put("AZURE_DEVOPS_ORG", azure.organizations().get(0));
        environment.put("AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal());
        environment.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        environment.put("AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString());
        environment.put("KEY_VAULT_URL", azure.keyVaultUrl().toString());
        environment.put("KEY_VAULT_CA_FILE", azure.certificateAuthority().toString());
        environment.put("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false");
        environment.put("IDENTITY_ENDPOINT", azure.identityEndpoint().toString());
        environment.put("IDENTITY_HEADER", azure.identityHeader().reveal());
        environment.put("SCAN_CRON", "0/5 * * * * ?");
        environment.put("AUDIT_POLL_INTERVAL", "PT1S");
        environment.put("PATROL_ROTATION_OVERLAP", "1s");
        environment.put("ALERT_EMAIL", "platform-team@contoso.example");
        environment.put("SMTP_HOST", "127.0.0.1");
        environment.put(
                "PATROL_DETECTION_STATE_DIRECTORY", folder.resolve("detector").toString());
        environment.putAll(more);
        Process process = PackagedService.start(
                service,
                List.of(),
                environment,
                Files.createDirectories(folder.resolve(title)),
                Redirect.to(log(title).toFile()));
        begun.add(process);
        return process;
    }

    Process process(String service) {
        return services.get(service);
    }

    /** What one has said. */
    Path log(String title) {
        return LOGS.resolve(name + "-" + title + ".log");
    }

    /** A call of {@code ./patrol} that has ended. */
    record Ran(int exitCode, String output) {}

    /** @param more variables */
    Ran patrol(Map<String, String> login, Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                CLI.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "patrol", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment().putAll(Brokers.variables(broker, login));
        builder.environment().put("AZURE_DEVOPS_ORG", azure.organizations().get(0));
        builder.environment().putAll(more);
        Process call = builder.start();
        if (!call.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            call.destroyForcibly();
            throw new AssertionError("patrol " + List.of(arguments) + " did not end: " + Files.readString(output));
        }
        return new Ran(call.exitValue(), Files.readString(output, UTF_8));
    }

    /** Waits until consumer groups have what is theirs, while the services live. */
    void awaitStable(Duration patience, String... groups) {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .failFast("A service has ended; its log is in " + LOGS, () -> services.values().stream()
                        .anyMatch(process -> !process.isAlive()))
                .until(() -> states(groups).stream().allMatch(state -> state == GroupState.STABLE));
    }

    private List<GroupState> states(String... groups)
            throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = Admin.create(connection())) {
            return admin.describeConsumerGroups(List.of(groups)).all().get(30, TimeUnit.SECONDS).values().stream()
                    .map(ConsumerGroupDescription::groupState)
                    .toList();
        } catch (ExecutionException notThereYet) {
            return List.of(GroupState.EMPTY);
        }
    }

    /** All that was said by now. */
    TopicDump topics() {
        return TopicDump.of(connection());
    }

    /** How many were ever written. */
    long recordsOn(Topic topic) throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = Admin.create(connection())) {
            Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get(30, TimeUnit.SECONDS).values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    private Map<String, Object> connection() {
        return Brokers.connection(broker, administrator);
    }

    Map<String, Object> connection(Map<String, String> login) {
        return Brokers.connection(broker, login);
    }

    AzureSimulator azure() {
        return azure;
    }

    @Override
    public void close() {
        begun.forEach(Process::destroy);
        begun.forEach(Site::awaitEnd);
        azure.close();
        broker.close();
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
