package dev.patrol.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.PatrolCall;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ways to log in besides a password ({@link AccessIT}), by the variables of {@code docs/getting-started-azure.md} alone: the
 * rotator, which reads and writes, the audit service, whose detector has clients of its own, and the command line.
 */
class LoginIT {
    private static final Map<String, String> NO_MORE = Map.of();

    /** By a certificate (mTLS). */
    @Nested
    class WithACertificate {
        @TempDir
        static Path folder;

        private static Tls tls;
        private static ClientCertificate incident;
        private static ClientCertificate dependent;
        private static SecuredSite site;

        @BeforeAll
        static void start() throws Exception {
            tls = Tls.in(folder);
            ClientCertificate rotator = ClientCertificate.make(folder, "patrol-rotator");
            ClientCertificate audit = ClientCertificate.make(folder, "patrol-audit");
            incident = ClientCertificate.make(folder, "incident-response");
            dependent = ClientCertificate.make(folder, "billing");
            Map<String, String> administrator = new HashMap<>(tls.trust());
            administrator.putAll(tls.key());
            administrator.put("security.protocol", "SSL");
            site = new SecuredSite(
                    folder,
                    "login-certificate",
                    tls.ofBrokerFor(rotator, audit, incident, dependent),
                    administrator,
                    "User:CN=localhost,O=Azure simulator");
            site.grant(Map.of(
                    "ROTATOR", "User:CN=patrol-rotator",
                    "AUDIT", "User:CN=patrol-audit",
                    "INCIDENT_TOOLING", "User:CN=incident-response",
                    "DEPENDENTS", "User:CN=billing"));
            site.start("rotator", login(rotator), NO_MORE);
            site.start("audit", login(audit), NO_MORE);
        }

        @AfterAll
        static void stop() {
            if (site != null) {
                site.close();
            }
        }

        @Test
        void theServicesWorkAndACommandIsObeyed() throws Exception {
            assertThatACommandIsObeyed(site, login(incident), NO_MORE);
        }

        @Test
        void whoeverHasACertificateAndNoRightIsToldSo() throws Exception {
            // When
            PatrolCall ran = site.patrol(login(dependent), NO_MORE, "tokens");

            // Then
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.output()).contains("This user may not read patrol.tokens.");
        }

        @Test
        void whoeverHasACertificateThatNobodyKnowsIsRefusedAndToldSo() throws Exception {
            // Given
            ClientCertificate stranger = ClientCertificate.make(folder, "stranger");

            // When
            PatrolCall ran = site.patrol(login(stranger), NO_MORE, "tokens");

            // Then
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.output()).contains("takes none or not this one", "KAFKA_SSL_KEYSTORE_LOCATION");
        }

        @Test
        void whoeverShowsNoCertificateIsRefusedAndToldSo() throws Exception {
            // Given
            Map<String, String> login = new HashMap<>(tls.trust());
            login.put("security.protocol", "SSL");

            // When
            PatrolCall ran = site.patrol(login, NO_MORE, "tokens");

            // Then
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.output()).contains("wants a certificate of its clients", "KAFKA_SSL_KEYSTORE_LOCATION");
        }

        @Test
        void aServiceWithAWrongCertificateEndsAndSaysWhy() throws Exception {
            // Given
            ClientCertificate stranger = ClientCertificate.make(folder, "stranger-service");

            // When
            PackagedService scanner = site.begin("scanner", login(stranger), NO_MORE);

            // Then
            assertThatItEnds(scanner, "takes none or not this one");
        }

        private static Map<String, String> login(ClientCertificate certificate) {
            Map<String, String> login = new HashMap<>(tls.trust());
            login.putAll(certificate.shown());
            return login;
        }
    }

    /** By an access token of an identity provider (SASL OAUTHBEARER, client credentials). */
    @Nested
    class WithAnAccessToken {
        private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
        private static final String HANDLERS = "org.apache.kafka.common.security.oauthbearer.OAuthBearer";
        private static final String VALIDATOR = "org.apache.kafka.common.security.oauthbearer.BrokerJwtValidator";
        private static final String ADMINISTRATOR = "password-of-admin";

        @TempDir
        static Path folder;

        private static Tls tls;
        private static TokenEndpoint issuer;
        private static TokenEndpoint otherIssuer;
        private static SecuredSite site;

        @BeforeAll
        static void start() throws Exception {
            tls = Tls.in(folder);
            Map<String, String> secrets = Map.of(
                    "patrol-rotator", secretOf("patrol-rotator"),
                    "patrol-audit", secretOf("patrol-audit"),
                    "incident-response", secretOf("incident-response"));
            issuer = TokenEndpoint.start(secrets, TokenEndpoint.AUDIENCE);
            otherIssuer = TokenEndpoint.start(secrets, TokenEndpoint.AUDIENCE);
            // Of the broker, which is in this process.
            System.setProperty(ALLOWED, issuer.keys().toString());
            site = new SecuredSite(folder, "login-access-token", ofBroker(), administrator(), "User:admin");
            site.grant(Map.of(
                    "ROTATOR", "User:patrol-rotator",
                    "AUDIT", "User:patrol-audit",
                    "INCIDENT_TOOLING", "User:incident-response"));
            site.start("rotator", login("patrol-rotator"), allowing(issuer));
            site.start("audit", login("patrol-audit"), allowing(issuer));
        }

        @AfterAll
        static void stop() {
            System.clearProperty(ALLOWED);
            if (site != null) {
                site.close();
            }
            Stream.of(issuer, otherIssuer).filter(Objects::nonNull).forEach(TokenEndpoint::close);
        }

        @Test
        void theServicesWorkAndACommandIsObeyed() throws Exception {
            assertThatACommandIsObeyed(site, login("incident-response"), allowing(issuer));
        }

        @Test
        void whoeverHasAWrongSecretIsRefusedAndToldSo() throws Exception {
            // When
            PatrolCall ran = site.patrol(login("incident-response", issuer, "made-up"), allowing(issuer), "tokens");

            // Then
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.output())
                    .contains("The identity provider gives no access token (answer 401)", "CLIENT_CREDENTIALS")
                    .doesNotContain("made-up");
        }

        @Test
        void whoeverHasATokenOfAnotherIssuerIsRefusedAndToldSo() throws Exception {
            // When
            PatrolCall ran = site.patrol(
                    login("incident-response", otherIssuer, secretOf("incident-response")),
                    allowing(otherIssuer),
                    "tokens");

            // Then
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.output()).contains("The broker refuses the login.");
        }

        @Test
        void whoeverMayNotAskTheIssuerIsToldWhatToAllow() throws Exception {
            // When
            PatrolCall ran = site.patrol(login("incident-response"), NO_MORE, "tokens");

            // Then
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.output()).contains("JAVA_TOOL_OPTIONS", ALLOWED);
        }

        @Test
        void aServiceWithAWrongSecretEndsAndSaysWhy() throws Exception {
            // When
            PackagedService scanner =
                    site.begin("scanner", login("patrol-scanner", issuer, "made-up"), allowing(issuer));

            // Then
            assertThatItEnds(scanner, "The identity provider gives no access token (answer 401)");
            assertThat(scanner.log()).content().doesNotContain("made-up");
        }

        private static Map<String, String> ofBroker() {
            Map<String, String> settings = new HashMap<>(tls.ofBroker("SASL_SSL"));
            settings.put("sasl.enabled.mechanisms", "PLAIN,OAUTHBEARER");
            settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
            String listener = "listener.name.plaintext.";
            settings.put(
                    listener + "plain.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\""
                            + ADMINISTRATOR + "\" user_admin=\"" + ADMINISTRATOR + "\";");
            settings.put(listener + "oauthbearer.sasl.jaas.config", HANDLERS + "LoginModule required;");
            settings.put(
                    listener + "oauthbearer.sasl.server.callback.handler.class", HANDLERS + "ValidatorCallbackHandler");
            // What a broker of Kafka 4.1.1 does by default looks at no signature.
            settings.put("sasl.oauthbearer.jwt.validator.class", VALIDATOR);
            settings.put("sasl.oauthbearer.jwks.endpoint.url", issuer.keys().toString());
            settings.put("sasl.oauthbearer.expected.audience", TokenEndpoint.AUDIENCE);
            settings.put("sasl.oauthbearer.expected.issuer", TokenEndpoint.ISSUER);
            return settings;
        }

        private static Map<String, String> administrator() {
            Map<String, String> login = new HashMap<>(tls.trust());
            login.put("security.protocol", "SASL_SSL");
            login.put("sasl.mechanism", "PLAIN");
            login.put(
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\""
                            + ADMINISTRATOR + "\";");
            return login;
        }

        private static Map<String, String> login(String client) {
            return login(client, issuer, secretOf(client));
        }

        private static Map<String, String> login(String client, TokenEndpoint asked, String secret) {
            Map<String, String> login = new HashMap<>(tls.trust());
            login.put("security.protocol", "SASL_SSL");
            login.put("sasl.mechanism", "OAUTHBEARER");
            login.put("sasl.login.callback.handler.class", HANDLERS + "LoginCallbackHandler");
            login.put("sasl.oauthbearer.token.endpoint.url", asked.tokens().toString());
            login.put("sasl.oauthbearer.client.credentials.client.id", client);
            login.put("sasl.oauthbearer.client.credentials.client.secret", secret);
            login.put("sasl.oauthbearer.scope", "kafka");
            login.put("sasl.jaas.config", HANDLERS + "LoginModule required;");
            return login;
        }

        private static Map<String, String> allowing(TokenEndpoint asked) {
            return Map.of("JAVA_TOOL_OPTIONS", "-D" + ALLOWED + "=" + asked.tokens());
        }

        private static String secretOf(String client) {
            return "secret-of-" + client;
        }
    }

    private static void assertThatACommandIsObeyed(
            SecuredSite site, Map<String, String> login, Map<String, String> more) throws Exception {
        // Given
        UUID leaked = site.around()
                .azure()
                .seedTokens(TokenSeed.of("leaked", "vso.code", Instant.now().plus(Duration.ofDays(20))))
                .get(0);
        site.around()
                .kafka()
                .awaitStable(
                        site.services(),
                        "rotator",
                        "rotator-revoke-commands",
                        "patrol-detector",
                        "patrol-audit-pollers");

        // When
        PatrolCall ran = site.patrol(
                login, more, "revoke", "--id", leaked.toString(), "--reason", "It leaked.", "--deadline", "30s");

        // Then
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(site.around().azure().token(leaked)).map(TokenFact::state).contains(PatStatus.REVOKED);
    }

    private static void assertThatItEnds(PackagedService service, String sentence) {
        assertThat(service.awaitEnd()).isEqualTo(PackagedService.WRONG_SETTING);
        assertThat(service.log()).content().contains(sentence);
    }
}
