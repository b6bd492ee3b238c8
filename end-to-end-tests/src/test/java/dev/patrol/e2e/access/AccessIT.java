package dev.patrol.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.TopicDump;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.model.AuditEntry;
import dev.patrol.model.TokenRevoked;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.control.TokenSeed;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each service logs in with SCRAM over TLS as a user of its own, who may do what {@code deploy/kafka/acls.sh} grants. */
class AccessIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> SERVICES = List.of("scanner", "rotator", "audit", "notifier");
    private static final List<String> OTHERS = List.of("incident", "dependent", "siem", "operator", "stranger");
    private static final int ITERATIONS = 4096;

    private static final Path LOGS = Path.of("target", "access").toAbsolutePath();

    @TempDir
    static Path folder;

    private static Tls tls;
    private static EmbeddedKafka broker;
    private static AzureSimulator azure;
    private static final Map<String, Process> PROCESSES = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(LOGS);
        tls = Tls.in(folder);
        broker = Brokers.start(ofBroker(), administrator());
        makeUsers();
        StringWriter client = new StringWriter();
        Properties properties = new Properties();
        properties.putAll(administrator());
        properties.store(client, null);
        Path config = Files.writeString(folder.resolve("client.properties"), client.toString());
        RightsScript.run(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                        "KAFKA_COMMAND_CONFIG", config.toString(),
                        "INCIDENT_TOOLING", "User:incident",
                        "DEPENDENTS", "User:CN=somebody else, O=Contoso;User:dependent",
                        "SIEM", "User:siem",
                        "OPERATORS", "User:operator"),
                folder);
        azure = AzureSimulator.start();
        for (String service : SERVICES) {
            PROCESSES.put(service, start(service));
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        PROCESSES.values().forEach(Process::destroy);
        for (Process process : PROCESSES.values()) {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        if (azure != null) {
            azure.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void theServicesDoTheirWorkWithTheRightsThatTheScriptGrants() {
        // Given
        UUID due = azure.control()
                .seedTokens(TokenSeed.of("due", "vso.code", Instant.now().plus(Duration.ofDays(3)))
                        .withValidFrom(Instant.now().minus(Duration.ofDays(60))))
                .get(0);

        // When
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .failFast("A service has ended; its log is in " + LOGS, () -> PROCESSES.values().stream()
                        .anyMatch(process -> !process.isAlive()))
                .until(() -> {
                    TopicDump topics = TopicDump.of(Brokers.connection(broker, administrator()));
                    return topics.announced(TokenRevoked.class).stream()
                                    .anyMatch(envelope -> ((TokenRevoked) envelope.payload())
                                            .token()
                                            .authorizationId()
                                            .equals(due))
                            && !topics.announced(AuditEntry.class).isEmpty();
                });

        // Then
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(
                        groups("scanner", "rotator", "notifier", "rotator-urgent", "patrol-detector"))
                .allSatisfy((group, state) -> assertThat(state).isEqualTo(GroupState.STABLE)));
        for (String service : SERVICES) {
            assertThat(LOGS.resolve(service + ".log"))
                    .content()
                    .doesNotContain("AuthorizationException", "Not authorized", "not authorized");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "incident, patrol.revoke-commands, true, false",
        "incident, patrol.rotate-commands, true, false",
        "incident, patrol.scan-commands, true, false",
        "incident, patrol.command-results, false, true",
        "incident, patrol.tokens, false, true",
        "incident, patrol.rotation-requests, false, false",
        "incident, patrol.rotation-ledger, false, false",
        "incident, patrol.token-expiring, false, false",
        "incident, patrol.token-compromised, false, false",
        "dependent, patrol.rotation-acknowledgements, true, false",
        "dependent, patrol.token-rotated, false, true",
        "dependent, patrol.revoke-commands, false, false",
        "dependent, patrol.rotation-ledger, false, false",
        "dependent, patrol.tokens, false, false",
        "siem, patrol.audit-entries, false, true",
        "siem, patrol.rotation-ledger, false, false",
        "operator, patrol.dead-letters, false, true",
        "operator, patrol.revoke-commands, false, false",
        "stranger, patrol.revoke-commands, false, false",
        "stranger, patrol.tokens, false, false",
        "notifier, patrol.revoke-commands, false, false",
        "notifier, patrol.rotation-ledger, false, false",
        "scanner, patrol.rotation-ledger, false, false",
        "scanner, patrol.token-expiring, true, false",
        "audit, patrol.revoke-commands, false, false",
        "audit, patrol.rotation-requests, false, false"
    })
    void nobodyMayDoMore(String user, String topic, boolean mayWrite, boolean mayRead) throws Exception {
        // When
        Set<AclOperation> allowed = allowed(user, topic);

        // Then
        assertThat(allowed.contains(AclOperation.WRITE)).isEqualTo(mayWrite);
        assertThat(allowed.contains(AclOperation.READ)).isEqualTo(mayRead);
    }

    private static Set<AclOperation> allowed(String user, String topic) throws Exception {
        try (Admin admin = Admin.create(Brokers.connection(broker, login(user)))) {
            return admin.describeTopics(List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames()
                    .get(30, TimeUnit.SECONDS)
                    .get(topic)
                    .authorizedOperations();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return Set.of();
            }
            throw e;
        }
    }

    private static Map<String, GroupState> groups(String... names) throws Exception {
        try (Admin admin = Admin.create(Brokers.connection(broker, administrator()))) {
            Map<String, GroupState> states = new HashMap<>();
            for (var group : admin.describeConsumerGroups(List.of(names))
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .values()) {
                states.put(group.groupId(), group.groupState());
            }
            return states;
        }
    }

    private static Process start(String service) throws IOException {
        Map<String, String> environment = new HashMap<>(Brokers.variables(broker, login(service)));
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
        return PackagedService.start(
                service,
                List.of(),
                environment,
                Files.createDirectories(folder.resolve(service)),
                Redirect.to(LOGS.resolve(service + ".log").toFile()));
    }

    private static void makeUsers() throws Exception {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        SERVICES.forEach(user -> users.add(scram(user)));
        OTHERS.forEach(user -> users.add(scram(user)));
        try (Admin admin = Admin.create(Brokers.connection(broker, administrator()))) {
            admin.alterUserScramCredentials(users).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static UserScramCredentialAlteration scram(String user) {
        return new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), passwordOf(user));
    }

    private static Map<String, String> ofBroker() {
        Map<String, String> settings = new HashMap<>(tls.ofBroker("SASL_SSL"));
        settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put(
                "listener.name.plaintext.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\""
                        + passwordOf("admin") + "\" user_admin=\"" + passwordOf("admin") + "\";");
        settings.put(
                "listener.name.plaintext.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The controller's listener has no login.
        settings.put("super.users", "User:admin;User:ANONYMOUS");
        return settings;
    }

    private static Map<String, String> administrator() {
        return login("admin", "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule");
    }

    private static Map<String, String> login(String user) {
        return login(user, "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");
    }

    private static Map<String, String> login(String user, String mechanism, String module) {
        Map<String, String> settings = new HashMap<>(tls.trust());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", mechanism);
        settings.put(
                "sasl.jaas.config",
                module + " required username=\"" + user + "\" password=\"" + passwordOf(user) + "\";");
        return settings;
    }

    private static String passwordOf(String user) {
        return "password-of-" + user;
    }
}
