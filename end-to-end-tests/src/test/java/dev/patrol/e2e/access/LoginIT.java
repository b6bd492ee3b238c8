package dev.patrol.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patrol.e2e.PackagedService;
import dev.patrol.kafka.embedded.EmbeddedKafka;
import dev.patrol.simulator.AzureSimulator;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to log in besides a password. With the audit service, which has every kind of client that Kafka knows. */
class LoginIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private static final Path LOGS = Path.of("target", "access").toAbsolutePath();

    @TempDir
    Path folder;

    private Tls tls;

    @BeforeEach
    void makeCertificate() throws IOException {
        Files.createDirectories(LOGS);
        tls = Tls.in(folder);
    }

    @Test
    void aServiceLogsInWithACertificate() throws Exception {
        // Given
        Map<String, String> ofBroker = new HashMap<>(tls.ofBroker("SSL"));
        ofBroker.put("ssl.client.auth", "required");
        Map<String, String> login = new HashMap<>(tls.trust());
        login.putAll(tls.key());
        login.put("security.protocol", "SSL");

        // When, Then
        assertWorks(ofBroker, login, List.of());
    }

    @Test
    void aServiceLogsInWithAnAccessToken() throws Exception {
        // Given
        try (TokenEndpoint issuer = TokenEndpoint.start("audit", "secret-of-audit")) {
            String urls = issuer.tokens() + "," + issuer.keys();
            System.setProperty(ALLOWED, urls);

            // When, Then
            assertWorks(ofBroker(issuer), login(issuer), List.of("-D" + ALLOWED + "=" + urls));
        } finally {
            System.clearProperty(ALLOWED);
        }
    }

    private void assertWorks(Map<String, String> ofBroker, Map<String, String> login, List<String> options)
            throws Exception {
        try (EmbeddedKafka broker = Brokers.start(ofBroker, login);
                AzureSimulator azure = AzureSimulator.start()) {
            Process audit = start(Brokers.variables(broker, login), azure, options);
            try {
                Map<String, Object> connection = Brokers.connection(broker, login);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .failFast("The service has ended; its log is in " + LOGS, () -> !audit.isAlive())
                        .untilAsserted(() -> assertThat(groups(connection))
                                .containsEntry("patrol-detector", GroupState.STABLE)
                                .containsEntry("patrol-audit-pollers", GroupState.STABLE));
            } finally {
                audit.destroy();
                if (!audit.waitFor(30, TimeUnit.SECONDS)) {
                    audit.destroyForcibly();
                }
            }
        }
    }

    private static Map<String, GroupState> groups(Map<String, Object> connection) throws Exception {
        try (Admin admin = Admin.create(connection)) {
            Map<String, GroupState> states = new HashMap<>();
            for (GroupListing group : admin.listGroups().all().get(30, TimeUnit.SECONDS)) {
                group.groupState().ifPresent(state -> states.put(group.groupId(), state));
            }
            return states;
        }
    }

    private Process start(Map<String, String> login, AzureSimulator azure, List<String> options) {
        Map<String, String> environment = new HashMap<>(login);
        environment.put("PORT", "0");
        environment.put("AZURE_DEVOPS_ORG", azure.organizations().get(0));
        environment.put("AZURE_DEVOPS_ADMIN_PAT", azure.administratorToken().reveal());
        environment.put("AZURE_DEVOPS_URL", azure.azureDevOpsUrl().toString());
        environment.put("AZURE_DEVOPS_AUDIT_URL", azure.azureDevOpsUrl().toString());
        environment.put("AUDIT_POLL_INTERVAL", "PT1S");
        environment.put(
                "PATROL_DETECTION_STATE_DIRECTORY", folder.resolve("detector").toString());
        Redirect output = Redirect.to(LOGS.resolve("audit-" + login.get("KAFKA_SECURITY_PROTOCOL") + ".log")
                .toFile());
        return PackagedService.start("audit", options, environment, folder, output);
    }

    private Map<String, String> ofBroker(TokenEndpoint issuer) {
        Map<String, String> settings = new HashMap<>(tls.ofBroker("SASL_SSL"));
        settings.put("sasl.enabled.mechanisms", "OAUTHBEARER");
        settings.put("sasl.mechanism.inter.broker.protocol", "OAUTHBEARER");
        String listener = "listener.name.plaintext.oauthbearer.";
        settings.put(
                listener + "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
        settings.put(
                listener + "sasl.server.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler");
        settings.put(
                listener + "sasl.oauthbearer.jwks.endpoint.url", issuer.keys().toString());
        settings.put("sasl.oauthbearer.expected.audience", TokenEndpoint.AUDIENCE);
        settings.put("sasl.oauthbearer.expected.issuer", TokenEndpoint.ISSUER);
        return settings;
    }

    private Map<String, String> login(TokenEndpoint issuer) {
        Map<String, String> settings = new HashMap<>(tls.trust());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "OAUTHBEARER");
        settings.put(
                "sasl.login.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
        settings.put("sasl.oauthbearer.token.endpoint.url", issuer.tokens().toString());
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId=\"audit\""
                        + " clientSecret=\"secret-of-audit\" scope=\"kafka\";");
        return settings;
    }
}
