package dev.patrol.e2e;

import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A broker, an Azure and a mail server that the test holds in its hands, and packaged services that know them by address only.
 * What the services write and say stays in a folder of its own under {@code target/surroundings}.
 */
public final class Surroundings implements AutoCloseable {
    private final Path folder;
    private final AzureSimulator azure = AzureSimulator.start();
    private final Inbox inbox = Inbox.open();
    private final List<PackagedService> services = new CopyOnWriteArrayList<>();
    private Kafka kafka;

    private Surroundings(Path folder, Kafka kafka) {
        this.folder = folder;
        this.kafka = kafka;
    }

    /** @param title of the folder */
    public static Surroundings of(String title) {
        return of(title, Kafka.on(EmbeddedKafka.start(0)));
    }

    /** @param kafka ends with these surroundings */
    public static Surroundings of(String title, Kafka kafka) {
        return new Surroundings(freshFolder(title), kafka);
    }

    /** What an earlier run left would be another broker's. */
    public static Path freshFolder(String title) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "surroundings")), title + "-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What every service is told of what it works with, and short times. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("AZURE_DEVOPS_ORG", organization());
        settings.put("AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal());
        settings.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        settings.put("AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString());
        settings.put("KEY_VAULT_URL", azure.keyVaultUrl().toString());
        settings.put("KEY_VAULT_CA_FILE", azure.certificateAuthority().toString());
        settings.put("KEY_VAULT_VERIFY_CHALLENGE_RESOURCE", "false");
        settings.put("IDENTITY_ENDPOINT", azure.identityEndpoint().toString());
        settings.put("IDENTITY_HEADER", azure.identityHeader().reveal());
        settings.put("ALERT_EMAIL", "ops@contoso.example");
        settings.put("SMTP_HOST", "127.0.0.1");
        settings.put("SMTP_PORT", Integer.toString(inbox.port()));
        settings.put("SCAN_CRON", "0/2 * * * * ?");
        settings.put("AUDIT_POLL_INTERVAL", "1s");
        settings.put("PATROL_ROTATION_OVERLAP", "1s");
        settings.put("PATROL_ROTATION_TICK", "200ms");
        settings.put("PATROL_ROTATION_READ_BACK_EVERY", "300ms");
        return settings;
    }

    /** @param more as of {@link #start(String, String, Map, List)} */
    public PackagedService start(String service, Map<String, String> more) {
        return start(service, service, more, List.of());
    }

    /**
     * Starts a service, and does not wait for it. It ends with these surroundings at the latest.
     *
     * @param service its short name, such as {@code rotator}
     * @param title of its folder and its log
     * @param more settings, which go before those that every service has
     * @param options of the JVM
     */
    public PackagedService start(String service, String title, Map<String, String> more, List<String> options) {
        PackagedService started = new PackagedService(service, options, with(more), folderOf(title), log(title));
        started.start();
        services.add(started);
        return started;
    }

    /** What those with a title have said. */
    public Path log(String title) {
        return folder.resolve(title + ".log");
    }

    /**
     * Calls {@code ./patrol}.
     *
     * @param more settings, which go before those that every service has
     */
    public PatrolCall patrol(Map<String, String> more, String... arguments) {
        return PatrolCall.run(folderOf("patrol"), with(more), arguments);
    }

    private Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = settings();
        all.putAll(more);
        return all;
    }

    private Path folderOf(String title) {
        try {
            return Files.createDirectories(folder.resolve(title));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what services say of the token, of the first if there are several */
    public Token seed(TokenSeed seed) {
        UUID id = azure().seedTokens(seed).get(0);
        TokenFact fact = azure().token(id).orElseThrow();
        return Token.of(
                fact.organization(),
                id,
                fact.displayName(),
                List.of(fact.scope().split(" ")),
                fact.validFrom(),
                fact.validTo(),
                fact.allOrgs(),
                Optional.empty());
    }

    /** The same; dependents read its value from the vault. */
    public Token seedKept(TokenSeed seed) {
        Token token = seed(seed);
        azure().keepInSecret(token.authorizationId(), token.secretName());
        return token;
    }

    /** The broker is gone with all topics, positions and groups; another one has nothing yet. */
    public void loseBroker() {
        kafka.close();
        kafka = Kafka.empty();
    }

    public Kafka kafka() {
        return kafka;
    }

    /** What of it can be seen and changed from outside. */
    public SimulatorControl azure() {
        return azure.control();
    }

    /** By its addresses. */
    public AzureSimulator simulator() {
        return azure;
    }

    public String organization() {
        return azure.organizations().get(0);
    }

    public Inbox inbox() {
        return inbox;
    }

    @Override
    public void close() {
        services.forEach(PackagedService::close);
        inbox.close();
        azure.close();
        kafka.close();
    }
}
