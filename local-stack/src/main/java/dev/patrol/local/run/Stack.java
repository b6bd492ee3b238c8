package dev.patrol.local.run;

import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.kafka.embedded.TopicSpec;
import dev.patrol.local.demo.DemoOrganization;
import dev.patrol.local.dependents.DependentServices;
import dev.patrol.local.events.TopicFollower;
import dev.patrol.local.mail.Inbox;
import dev.patrol.local.services.OperatorSignIn;
import dev.patrol.local.services.ServiceProcess;
import dev.patrol.local.services.ServiceSpec;
import dev.patrol.model.Topic;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.SimulatorConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Broker, simulator, inbox, dependents and services, started in this order and stopped in the other. It may be closed at any time from
 * another thread, also while a part starts; what is still to start then throws {@link StackClosed}.
 */
public final class Stack implements AutoCloseable {
    static final String ALERT_EMAIL = "platform-team@contoso.example";
    private static final String AUDIT = "audit";

    private final RunDirectory directory;
    private final Path home;
    private final Ports ports;
    private final List<ServiceProcess> services = new CopyOnWriteArrayList<>();
    private volatile EmbeddedKafka kafka;
    private volatile AzureSimulator azure;
    private volatile Inbox inbox;
    private DependentServices dependents;
    private TopicFollower follower;
    private volatile boolean closed;
    private boolean stopped;

    /**
     * @param directory is closed with the stack
     * @param home the folder with the services' modules
     */
    Stack(RunDirectory directory, Path home, Ports ports) {
        this.directory = directory;
        this.home = home;
        this.ports = ports;
    }

    /** Starts a broker with every topic of the contract. */
    synchronized void startKafka() {
        requireOpen();
        kafka = EmbeddedKafka.start(ports.take(9092));
        kafka.createTopics(Arrays.stream(Topic.values())
                .map(topic -> new TopicSpec(topic.topicName(), topic.partitions(), topic.config()))
                .toList());
    }

    /** Starts the simulator with an organization that has no tokens yet. */
    synchronized void startAzure() {
        requireOpen();
        azure = AzureSimulator.start(SimulatorConfig.defaults()
                .withOrganizations(DemoOrganization.NAME)
                .withPorts(ports.take(8091), ports.take(8092), ports.take(8093)));
        azure.control().changePolicies(Map.of("lifecycleRefusesPats", true, "devicePollSeconds", 1));
    }

    /** Signs the service user in, whose tokens Patrol looks after. */
    synchronized void signIn() {
        requireOpen();
        Path jar = home.resolve("patrol-cli/target/patrol-cli.jar");
        OperatorSignIn.run(
                jar,
                environment(),
                azure.control(),
                azure.serviceUser(),
                directory.path(),
                login -> directory.rememberChild(login.pid(), jar));
    }

    synchronized void startInbox() {
        requireOpen();
        inbox = Inbox.start(ports.take(2525));
    }

    /** Starts what reads the tokens from the vault and acknowledges new ones. */
    synchronized void startDependents() {
        requireOpen();
        dependents = DependentServices.start(
                kafka.bootstrapServers(),
                DemoOrganization.dependents(),
                azure.control()::secretHoldsToken,
                Clock.systemUTC());
    }

    /** Starts the services, all at once, after what they need; they become ready by themselves. */
    void startServices() {
        startService("scanner", 8080);
        startService("rotator", 8081);
        startService(AUDIT, 8082);
        startService("notifier", 8083);
    }

    private synchronized void startService(String name, int documentedPort) {
        requireOpen();
        int port = ports.take(documentedPort);
        Map<String, String> environment = new TreeMap<>(environment());
        environment.putAll(DemoOrganization.overlapSettings());
        environment.putAll(DemoOrganization.detectionSettings(azure.serviceUser()));
        environment.putAll(DemoOrganization.NOTIFICATION_SETTINGS);
        if (name.equals(AUDIT)) {
            // What the detector remembers of another run's broker does not fit this one.
            environment.put(
                    "PATROL_DETECTION_STATE_DIRECTORY",
                    directory.emptied("detector").toString());
        }
        environment.put("PORT", Integer.toString(port));
        Path jar = home.resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
        ServiceProcess service = ServiceProcess.start(new ServiceSpec(name, jar, port, environment), directory.path());
        services.add(service);
        directory.rememberChild(service.pid(), jar);
    }

    /** What other programs need to reach the same as the services, and to sign in. Secrets are among it. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(environment());
        services.stream()
                .filter(service -> service.name().equals(AUDIT))
                .forEach(service ->
                        settings.put("AUDIT_SERVICE_URL", service.url().toString()));
        return settings;
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HTTP_HOST", "127.0.0.1"),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("AZURE_DEVOPS_ORG", DemoOrganization.NAME),
                Map.entry("AZURE_DEVOPS_AUTH", "entra-user"),
                Map.entry("AZURE_DEVOPS_TENANT_ID", azure.tenantId()),
                Map.entry("AZURE_DEVOPS_CLIENT_ID", azure.clientId()),
                Map.entry(
                        "AZURE_DEVOPS_PERMISSIONS",
                        "vso.pats,vso.pats_manage,vso.auditlog,vso.graph,vso.tokenadministration"),
                Map.entry("AZURE_AUTHORITY_HOST", azure.secureAuthorityHost().toString()),
                Map.entry(
                        "AZURE_AUTHORITY_CA_FILE", azure.certificateAuthority().toString()),
                Map.entry("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString()),
                Map.entry("AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString()),
                Map.entry("KEY_VAULT_URL", azure.keyVaultUrl().toString()),
                Map.entry("KEY_VAULT_CA_FILE", azure.certificateAuthority().toString()),
                Map.entry("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false"),
                Map.entry("IDENTITY_ENDPOINT", azure.identityEndpoint().toString()),
                Map.entry("IDENTITY_HEADER", azure.identityHeader().reveal()),
                Map.entry("ROTATION_THRESHOLD_DAYS", Integer.toString(DemoOrganization.THRESHOLD_DAYS)),
                Map.entry("NEW_TOKEN_VALID_DAYS", Integer.toString(DemoOrganization.VALID_DAYS)),
                Map.entry("PATROL_ROTATION_READ_BACK_EVERY", "1s"),
                Map.entry("TOKEN_EXCLUDE", DemoOrganization.EXCLUDED),
                Map.entry("AUDIT_POLL_INTERVAL", "PT2S"),
                Map.entry("ALERT_EMAIL", ALERT_EMAIL),
                Map.entry("SMTP_HOST", "127.0.0.1"),
                Map.entry("SMTP_PORT", Integer.toString(inbox.port())));
    }

    /** Tells what happens on the topics, from their beginning, until the stack is closed. */
    synchronized void follow(TopicFollower.Listener listener) {
        requireOpen();
        follower = TopicFollower.start(kafka.bootstrapServers(), listener);
    }

    private void requireOpen() {
        if (closed) {
            throw new StackClosed();
        }
    }

    /** Whether there is something to show. */
    public boolean isUp() {
        return !closed && kafka != null && azure != null && inbox != null;
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public AzureSimulator azure() {
        return azure;
    }

    public Inbox inbox() {
        return inbox;
    }

    public List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    public RunDirectory directory() {
        return directory;
    }

    /** @param page where the stack's own page is */
    public StackDescription describe(URI page) {
        return new StackDescription(
                ProcessHandle.current().pid(),
                page,
                DemoOrganization.NAME,
                azure.azureDevOpsUrl(),
                azure.keyVaultUrl(),
                azure.certificateAuthority().toString(),
                kafka.bootstrapServers(),
                "127.0.0.1:" + inbox.port(),
                services.stream()
                        .map(service -> new StackDescription.Service(
                                service.name(),
                                service.url(),
                                service.pid(),
                                service.log().toString()))
                        .toList());
    }

    /** Stops everything and leaves no process behind. Calling it again changes nothing. */
    @Override
    public void close() {
        // Seen at once, also while a part starts that holds the lock.
        closed = true;
        stop();
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        // Closed in reverse order; what was not started is null and left out.
        try (RunDirectory released = directory;
                EmbeddedKafka broker = kafka;
                AzureSimulator simulator = azure;
                Inbox mails = inbox;
                DependentServices readers = dependents;
                TopicFollower following = follower) {
            ServiceProcess.stopAll(services);
        }
    }
}
