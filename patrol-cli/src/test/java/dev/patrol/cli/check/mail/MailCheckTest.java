package dev.patrol.cli.check.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.patrol.cli.Ran;
import dev.patrol.cli.Sockets;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MailCheckTest {
    private static final String AREA = "mail";
    private static final String PASSWORD = "hunter2-of-mail";
    private static GreenMail plain;
    private static GreenMail encrypted;

    @BeforeAll
    static void start() {
        plain = started(ServerSetup.PROTOCOL_SMTP);
        plain.setUser("patrol@example.com", "patrol", PASSWORD);
        encrypted = started(ServerSetup.PROTOCOL_SMTPS);
    }

    @AfterAll
    static void stop() {
        plain.stop();
        encrypted.stop();
    }

    @Test
    void logsInAndSendsNothing() {
        // When
        Ran check = check(plainPort(), Map.of("SMTP_USER", "patrol", "SMTP_PASS", PASSWORD));

        // Then
        assertThat(check.state(AREA, "server")).isEqualTo("ok");
        assertThat(check.sentence(AREA, "server")).endsWith("NOT encrypted");
        assertThat(check.sentence(AREA, "login")).isEqualTo("as patrol");
        assertThat(plain.getReceivedMessages()).isEmpty();
        assertThat(check.everything()).doesNotContain(PASSWORD);
    }

    @Test
    void needsNoLoginWhereNoUserIsSet() {
        // When
        Ran check = check(plainPort(), Map.of());

        // Then
        assertThat(check.state(AREA, "server")).isEqualTo("ok");
        assertThat(check.state(AREA, "login")).isEqualTo("not-needed");
    }

    @Test
    void leavesALoginByTokenToTheNotifier() {
        // When
        Ran check = check(plainPort(), Map.of("SMTP_USER", "patrol", "SMTP_AUTH", "oauth2"));

        // Then
        assertThat(check.state(AREA, "server")).isEqualTo("ok");
        assertThat(check.state(AREA, "login")).isEqualTo("not-needed");
        assertThat(check.sentence(AREA, "login")).contains("SMTP_AUTH=oauth2");
    }

    @Test
    void saysThatAFileOfCertificatesIsNone() {
        // When
        Ran check = check(plainPort(), Map.of("SMTP_CA_FILE", "no-such-file.pem"));

        // Then
        assertThat(check.sentence(AREA, "server")).startsWith("SMTP_CA_FILE can't be read");
    }

    @Test
    void saysThatTheLoginIsRefused() {
        // When
        Ran check = check(plainPort(), Map.of("SMTP_USER", "patrol", "SMTP_PASS", "wrong-password"));

        // Then
        assertThat(check.state(AREA, "server")).isEqualTo("ok");
        assertThat(check.state(AREA, "login")).isEqualTo("not-ok");
        assertThat(check.sentence(AREA, "login")).contains("refuses the login (535)", "SMTP_PASS");
        assertThat(check.everything()).doesNotContain("wrong-password");
    }

    @Test
    void saysThatNobodyListens() {
        // When
        Ran check = check(Sockets.unused(), Map.of());

        // Then
        assertThat(check.sentence(AREA, "server")).startsWith("Nobody listens at 127.0.0.1:");
        assertThat(check.state(AREA, "login")).isEqualTo("not-tried");
    }

    @Test
    void saysThatNoHostHasThatName() {
        // When
        Ran check = check(587, Map.of("SMTP_HOST", "smtp.invalid"));

        // Then
        assertThat(check.sentence(AREA, "server")).startsWith("No host is known here by the name smtp.invalid.");
    }

    @Test
    void saysThatSomebodyElseListensThere() throws IOException {
        // Given
        try (ServerSocket silent = Sockets.silent()) {
            // When
            Ran check = check(silent.getLocalPort(), Map.of());

            // Then
            assertThat(check.sentence(AREA, "server"))
                    .contains("does not answer as an SMTP server does", "PATROL_MAIL_TLS=true");
        }
    }

    @Test
    void saysThatTheAuthorityIsNotTrusted() {
        // When
        Ran check = check(encrypted.getSmtps().getPort(), Map.of("PATROL_MAIL_TLS", "true"));

        // Then
        assertThat(check.sentence(AREA, "server")).contains("signed by an authority that is not trusted here");
    }

    @Test
    void saysThatThereIsNoTls() {
        // When
        Ran check = check(plainPort(), Map.of("PATROL_MAIL_TLS", "true"));

        // Then
        assertThat(check.sentence(AREA, "server")).contains("does not speak TLS there", "PATROL_MAIL_TLS");
    }

    @Test
    void saysThatTheServerOffersNoEncryption() {
        // When
        Ran check = check(plainPort(), Map.of("PATROL_MAIL_START_TLS", "REQUIRED"));

        // Then
        assertThat(check.sentence(AREA, "server")).contains("offers no encryption by STARTTLS");
    }

    @Test
    void saysWhatIsNotSet() {
        // When
        Ran check = Ran.inProcess(Map.of("SMTP_PASS", PASSWORD), "check", "--json", "--service", "notifier");

        // Then
        assertThat(check.sentence(AREA, "server")).contains("SMTP_HOST is not set.", "ALERT_EMAIL is not set.");
        assertThat(check.everything()).doesNotContain(PASSWORD);
    }

    private static int plainPort() {
        return plain.getSmtp().getPort();
    }

    private static Ran check(int port, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ALERT_EMAIL", "ops@example.com", "SMTP_HOST", "127.0.0.1", "SMTP_PORT", Integer.toString(port)));
        environment.putAll(more);
        return Ran.inProcess(environment, "check", "--json", "--service", "notifier");
    }

    private static GreenMail started(String protocol) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        return server;
    }
}
