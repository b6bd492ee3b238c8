package dev.patrol.e2e.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import dev.patrol.e2e.PackagedService;
import dev.patrol.e2e.Surroundings;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever may not ask, asks on topics and over HTTP: nothing is done, and people are told by mail. The broker lets anybody in. */
class RefusalsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECURITY = "security@contoso.example";
    private static final String API_KEY = "key-of-this-test-0123456789abcdef";

    @TempDir
    static Path folder;

    private static Surroundings around;
    private static PackagedService scanner;
    private static PackagedService audit;

    @BeforeAll
    static void start() throws Exception {
        around = Surroundings.of("refusals");
        KeyPair tooling = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        PackagedService rotator = around.start(
                "rotator",
                Map.of(
                        "PATROL_COMMANDS_SIGNATURES",
                        "REQUIRED",
                        "PATROL_COMMANDS_KEYS_0__ID",
                        "tooling",
                        "PATROL_COMMANDS_KEYS_0__PUBLIC_KEY",
                        Base64.getEncoder().encodeToString(tooling.getPublic().getEncoded()),
                        "PATROL_COMMANDS_KEYS_0__MAY",
                        "revoke-token"));
        Map<String, String> reachable = Map.of(
                "HTTP_HOST",
                "0.0.0.0",
                "HTTP_API_KEY_FILE",
                Files.writeString(folder.resolve("api-keys"), API_KEY).toString());
        scanner = around.start("scanner", reachable);
        audit = around.start("audit", reachable);
        PackagedService notifier = around.start("notifier", Map.of("ALERT_EMAIL", SECURITY));
        around.kafka()
                .awaitStable(
                        List.of(rotator, scanner, audit, notifier),
                        "rotator-revoke-commands",
                        "scanner",
                        "notifier",
                        "patrol-audit-pollers");
    }

    @AfterAll
    static void stop() {
        if (around != null) {
            around.close();
        }
    }

    @Test
    void aCommandThatNobodySignedIsNotObeyedAndToldByMail() throws Exception {
        // Given
        UUID token = around.azure()
                .seedTokens(TokenSeed.of("wanted", "vso.code", Instant.now().plus(Duration.ofDays(20))))
                .get(0);

        // When
        Envelope<RevokeToken> command = around.kafka()
                .publish(new RevokeToken(
                        TokenSelector.byAuthorizationId(around.organization(), token),
                        "It leaked.",
                        "somebody",
                        false));

        // Then
        awaitMail("refused: not-signed", command.id());
        assertThat(around.azure().token(token)).map(TokenFact::state).contains(PatStatus.ALIVE);
    }

    @Test
    void aRecordThatIsNoCommandIsToldByMail() throws Exception {
        // Given
        String id = UUID.randomUUID().toString();
        Map<String, String> headers = Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_source", "/somebody",
                "ce_type", "dev.patrol.command.revoke-all.v1",
                "ce_time", Instant.now().toString());

        // When
        around.kafka()
                .write(List.of(new EncodedMessage(
                        Topic.Names.REVOKE_COMMANDS, "any", headers, "everything!".getBytes(UTF_8))));

        // Then
        awaitMail("refused: malformed", id);
    }

    @Test
    void whoeverAsksForAScanWithoutAKeyIsRefusedAndToldByMail() throws Exception {
        // When
        HttpResponse<String> answer = post(scanner, "/rotate", null);

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        awaitMail("refused: no-credential", "POST /rotate");
    }

    @Test
    void whoeverAsksForAReportWithAWrongKeyIsRefusedAndToldByMail() throws Exception {
        // Given
        String guess = "guess-of-somebody-0123456789abcdef";

        // When
        HttpResponse<String> answer = post(audit, "/report", guess);

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain(guess);
        awaitMail("refused: wrong-credential", "POST /report");
        assertThat(around.kafka().ends(Topic.AUDIT_REPORT))
                .allSatisfy((partition, end) -> assertThat(end).isZero());
        assertThat(mails()).doesNotContain(guess);
    }

    @Test
    void whoeverHasTheKeyIsObeyed() throws Exception {
        // When
        HttpResponse<String> answer = post(scanner, "/rotate", API_KEY);

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    private static HttpResponse<String> post(PackagedService service, String path, String key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.url().resolve(path)).POST(BodyPublishers.noBody());
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static void awaitMail(String subject, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(around.inbox().mails()).anySatisfy(mail -> {
                    assertThat(mail.getSubject()).contains(subject);
                    assertThat(mail.getAllRecipients())
                            .extracting(Object::toString)
                            .contains(SECURITY);
                    assertThat(contentOf(mail)).contains(text);
                }));
    }

    private static String mails() {
        return around.inbox().mails().stream().map(RefusalsIT::contentOf).collect(Collectors.joining("\n"));
    }

    /** Without the line breaks of its encoding. */
    private static String contentOf(MimeMessage mail) {
        return GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "");
    }
}
