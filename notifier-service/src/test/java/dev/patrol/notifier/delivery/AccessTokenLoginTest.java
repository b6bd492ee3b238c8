package dev.patrol.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.vault.SelfSignedCertificate;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Logging in with an access token, by STARTTLS, as at Exchange Online. */
class AccessTokenLoginTest {
    private static final String MAILBOX = "patrol@contoso.example";
    private static final String SCOPE = "https://outlook.office365.com/.default";
    private static final MailMessage MAIL =
            new MailMessage(MAILBOX, "ops@contoso.example", "[Patrol] A subject", "Text");

    @TempDir
    Path directory;

    private final AtomicReference<String> issued = new AtomicReference<>("first-token");
    private final MailServerContact contact = new MailServerContact(Clock.systemUTC());
    private Vertx vertx;
    private SmtpStub server;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        server = SmtpStub.start();
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close();
    }

    @Test
    void showsTheMailboxAndTheTokenOnceTheConnectionIsEncrypted() throws Exception {
        // Given
        server.accept("first-token");

        // When
        client(identity(), Map.of()).send(MAIL);

        // Then
        assertThat(server.logins()).containsExactly(MAILBOX + " first-token");
        assertThat(server.mails()).singleElement().asString().contains("Subject: [Patrol] A subject");
    }

    @Test
    void logsInAnewWhenTheTokenIsRenewed() throws Exception {
        // Given
        SmtpClient client = client(identity(), Map.of());
        server.accept("first-token");
        client.send(MAIL);
        client.send(MAIL);

        // When
        issued.set("second-token");
        server.accept("second-token");
        client.send(MAIL);

        // Then
        assertThat(server.mails()).hasSize(3);
        assertThat(server.logins()).startsWith(MAILBOX + " first-token").endsWith(MAILBOX + " second-token");
    }

    @Test
    void aTokenThatIsNotGoodKeepsAllMailWaitingAndIsToldNowhere() {
        // Given
        server.accept("another-token");
        SmtpClient client = client(identity(), Map.of());

        // When
        assertThatThrownBy(() -> client.send(MAIL))
                // Then
                .isInstanceOf(Undelivered.ServerAway.class)
                .hasMessageContaining("535")
                .hasMessageNotContaining("first-token");
        assertThat(contact.state().orElseThrow().toString()).doesNotContain("first-token");
    }

    @Test
    void whereThereIsNoTokenItSaysWhatToLookAt() {
        // Given
        TokenCredential nothing = request -> Mono.error(new IllegalStateException("secret details"));
        SmtpClient client = client(nothing, Map.of());

        // When
        assertThatThrownBy(() -> client.send(MAIL))
                // Then
                .isInstanceOf(Undelivered.ServerAway.class)
                .hasMessageContaining("There is no access token for the SMTP server")
                .hasMessageNotContaining("secret details");
    }

    @Test
    void noTokenIsShownToAServerWhoseCertificateIsNotTrusted() {
        // Given
        server.accept("first-token");
        SmtpClient client = client(identity(), Map.of("patrol.mail.ca-file", ""));

        // When
        assertThatThrownBy(() -> client.send(MAIL))
                // Then
                .isInstanceOf(Undelivered.ServerAway.class);
        assertThat(server.logins()).isEmpty();
    }

    @Test
    void theTokenOfAManagedIdentityIsTaken() throws Exception {
        try (AzureSimulator azure = AzureSimulator.start()) {
            // Given
            AccessToken token = issuedBy(azure, SCOPE);
            TokenCredential identity = request -> Mono.just(token);
            server.accept(token.getToken());

            // When
            client(identity, Map.of()).send(MAIL);

            // Then
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void aLoginSaysNothingOfItsSecret() {
        assertThat(new Login(MAILBOX, "first-token", true)).asString().doesNotContain("first-token");
    }

    @Test
    void withAnAccessTokenTheConnectionHasToBeEncrypted() {
        // When
        List<String> problems = MailCheck.problemsOf(new SmallRyeConfigBuilder()
                .withDefaultValues(Map.of("patrol.mail.login", "oauth2", "patrol.mail.start-tls", "OPTIONAL"))
                .build());

        // Then
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).startsWith("SMTP_USER is not set");
        assertThat(problems.get(1)).startsWith("PATROL_MAIL_START_TLS is \"OPTIONAL\"");
    }

    /** Asks the endpoint of managed identities as the Azure SDK does. */
    private static AccessToken issuedBy(AzureSimulator azure, String scope) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(azure.identityEndpoint()
                            + "?api-version=2019-08-01&resource=" + scope.replace("/.default", "")))
                    .header("X-IDENTITY-HEADER", azure.identityHeader().reveal())
                    .build();
            JsonNode answer = new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
            return new AccessToken(
                    answer.path("access_token").asText(),
                    OffsetDateTime.ofInstant(
                            Instant.ofEpochSecond(answer.path("expires_on").asLong()), ZoneOffset.UTC));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private TokenCredential identity() {
        return request -> {
            assertThat(request.getScopes()).containsExactly(SCOPE);
            return Mono.just(new AccessToken(issued.get(), OffsetDateTime.now().plus(Duration.ofHours(1))));
        };
    }

    private SmtpClient client(TokenCredential identity, Map<String, String> changes) {
        try {
            Path authority = directory.resolve("ca.pem");
            Files.writeString(authority, SelfSignedCertificate.ofThisProcess().pem());
            Map<String, String> values = new HashMap<>(Map.of(
                    "patrol.mail.host", "localhost",
                    "patrol.mail.port", Integer.toString(server.port()),
                    "patrol.mail.user", MAILBOX,
                    "patrol.mail.login", "oauth2",
                    "patrol.mail.start-tls", "REQUIRED",
                    "patrol.mail.tls", "false",
                    "patrol.mail.ca-file", authority.toString()));
            values.putAll(changes);
            MailSettings settings = new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withDefaultValues(values)
                    .withMapping(MailSettings.class)
                    .build()
                    .getConfigMapping(MailSettings.class);
            return new SmtpClient(
                    settings,
                    new AccessTokenLogin(identity, settings.user().orElseThrow(), settings.oauth2Scope()),
                    contact,
                    vertx);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
