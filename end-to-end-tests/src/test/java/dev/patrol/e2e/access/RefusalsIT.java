package dev.patrol.e2e.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.EncodedMessage;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
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
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever may not ask, asks on topics and over HTTP: nothing is done, and people are told by mail. The broker lets anybody in. */
class RefusalsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECURITY = "security@contoso.example";
    private static final String API_KEY = "key-of-this-test-0123456789abcdef";
    private static final Map<String, String> NO_LOGIN = Map.of();

    @TempDir
    static Path folder;

    private static GreenMail mailServer;
    private static Site site;
    private static int scannerPort;
    private static int auditPort;

    @BeforeAll
    static void start() throws Exception {
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        site = new Site(folder, "refusals", Map.of(), NO_LOGIN, "User:ANONYMOUS");
        scannerPort = freePort();
        auditPort = freePort();
        String keys = Files.writeString(folder.resolve("api-keys"), API_KEY).toString();
        KeyPair tooling = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        site.start(
                "rotator",
                NO_LOGIN,
                Map.of(
                        "PATROL_COMMANDS_SIGNATURES",
                        "REQUIRED",
                        "PATROL_COMMANDS_KEYS_0__ID",
                        "tooling",
                        "PATROL_COMMANDS_KEYS_0__PUBLIC_KEY",
                        Base64.getEncoder().encodeToString(tooling.getPublic().getEncoded()),
                        "PATROL_COMMANDS_KEYS_0__MAY",
                        "revoke-token"));
        site.start("scanner", NO_LOGIN, reachable(scannerPort, keys));
        site.start("audit", NO_LOGIN, reachable(auditPort, keys));
        site.start(
                "notifier",
                NO_LOGIN,
                Map.of(
                        "ALERT_EMAIL",
                        SECURITY,
                        "SMTP_PORT",
                        Integer.toString(mailServer.getSmtp().getPort())));
        site.awaitStable(PATIENCE, "rotator-revoke-commands", "scanner", "notifier", "patrol-audit-pollers");
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
        mailServer.stop();
    }

    @Test
    void aCommandThatNobodySignedIsNotObeyedAndToldByMail() throws Exception {
        // Given
        UUID token = site.azure()
                .control()
                .seedTokens(TokenSeed.of("wanted", "vso.code", Instant.now().plus(Duration.ofDays(20))))
                .get(0);
        Envelope<RevokeToken> command = Envelope.first(
                new RevokeToken(
                        TokenSelector.byAuthorizationId(
                                site.azure().organizations().get(0), token),
                        "It leaked.",
                        "somebody",
                        false),
                URI.create("/somebody"),
                Instant.now());

        // When
        write(new MessageCodec().encode(command));

        // Then
        awaitMail("refused: not-signed", command.id());
        assertThat(site.azure().control().token(token)).map(TokenFact::state).contains(PatStatus.ALIVE);
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
        write(new EncodedMessage(Topic.Names.REVOKE_COMMANDS, "any", headers, "everything!".getBytes(UTF_8)));

        // Then
        awaitMail("refused: malformed", id);
    }

    @Test
    void whoeverAsksForAScanWithoutAKeyIsRefusedAndToldByMail() throws Exception {
        // When
        HttpResponse<String> answer = post(scannerPort, "/rotate", null);

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        awaitMail("refused: no-credential", "POST /rotate");
    }

    @Test
    void whoeverAsksForAReportWithAWrongKeyIsRefusedAndToldByMail() throws Exception {
        // Given
        String guess = "guess-of-somebody-0123456789abcdef";

        // When
        HttpResponse<String> answer = post(auditPort, "/report", guess);

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain(guess);
        awaitMail("refused: wrong-credential", "POST /report");
        assertThat(site.recordsOn(Topic.AUDIT_REPORT)).isZero();
        assertThat(mails()).doesNotContain(guess);
    }

    @Test
    void whoeverHasTheKeyIsObeyed() throws Exception {
        // When
        HttpResponse<String> answer = post(scannerPort, "/rotate", API_KEY);

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    private static Map<String, String> reachable(int port, String keys) {
        return Map.of("HTTP_HOST", "0.0.0.0", "PORT", Integer.toString(port), "HTTP_API_KEY_FILE", keys);
    }

    private static HttpResponse<String> post(int port, String path, String key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(BodyPublishers.noBody());
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static void write(EncodedMessage message) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(site.connection(NO_LOGIN), new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> written =
                    new ProducerRecord<>(message.topic(), message.key(), message.value());
            message.headers().forEach((name, text) -> written.headers().add(name, text.getBytes(UTF_8)));
            producer.send(written).get();
        }
    }

    private static void awaitMail(String subject, String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(mailServer.getReceivedMessages())
                .anySatisfy(mail -> {
                    assertThat(mail.getSubject()).contains(subject);
                    assertThat(mail.getAllRecipients())
                            .extracting(Object::toString)
                            .contains(SECURITY);
                    assertThat(contentOf(mail)).contains(text);
                }));
    }

    private static String mails() {
        return String.join(
                "\n",
                Arrays.stream(mailServer.getReceivedMessages())
                        .map(RefusalsIT::contentOf)
                        .toList());
    }

    /** Without the line breaks of its encoding. */
    private static String contentOf(MimeMessage mail) {
        return GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            return socket.getLocalPort();
        }
    }
}
