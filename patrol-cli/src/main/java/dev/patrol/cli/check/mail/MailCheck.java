package dev.patrol.cli.check.mail;

import dev.patrol.cli.check.Check;
import dev.patrol.cli.check.Findings;
import dev.patrol.cli.fault.Reach;
import dev.patrol.cli.settings.MailServerSettings;
import dev.patrol.cli.settings.Settings;
import dev.patrol.service.settings.TlsFaults;
import io.smallrye.config.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Whether the SMTP server takes the notifier in: greeting, encryption, login. */
public final class MailCheck implements Check {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final String ANSWER_MILLIS = "8000";
    private static final String SERVER = "server";
    private static final String LOGIN = "login";

    private final Settings settings;

    public MailCheck(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String area() {
        return "mail";
    }

    @Override
    public List<String> subjects() {
        return List.of(SERVER, LOGIN);
    }

    @Override
    public String whenLate() {
        return "Check SMTP_HOST and SMTP_PORT.";
    }

    @Override
    public void run(Findings findings) {
        List<String> problems = settings.problemsOf(MailServerSettings.class);
        if (!problems.isEmpty()) {
            findings.notOk(SERVER, String.join(" ", problems));
            return;
        }
        MailServerSettings server = settings.as(MailServerSettings.class);
        Optional<String> unreachable = Reach.problemOf(server.host(), server.port(), CONNECT);
        if (unreachable.isPresent()) {
            findings.notOk(SERVER, unreachable.get() + " Check SMTP_HOST, SMTP_PORT and the network.");
            return;
        }
        try {
            greet(server, properties(server), findings);
        } catch (IOException | GeneralSecurityException e) {
            findings.notOk(
                    SERVER,
                    "SMTP_CA_FILE can't be read as certificates ("
                            + e.getClass().getSimpleName() + "). It should be a PEM file.");
        }
    }

    private static void greet(MailServerSettings server, Properties properties, Findings findings) {
        // Without a user there is no login, whatever the password; with "" for it the library would make one.
        String user = isByToken(server) ? null : server.user().orElse(null);
        String password =
                user == null ? null : server.password().map(Secret::get).orElse("");
        try (SMTPTransport transport =
                (SMTPTransport) Session.getInstance(properties).getTransport("smtp")) {
            transport.connect(server.host(), server.port(), user, password);
            String encryption = transport.isSSL() ? "encrypted" : "NOT encrypted";
            findings.ok(SERVER, server.host() + ":" + server.port() + ", " + encryption);
            tellLogin(server, findings);
        } catch (AuthenticationFailedException e) {
            findings.ok(SERVER, server.host() + ":" + server.port());
            findings.notOk(
                    LOGIN,
                    "The server refuses the login" + codeOf(e) + ". Check SMTP_USER and SMTP_PASS, and whether it wants"
                            + " encryption first (PATROL_MAIL_START_TLS, PATROL_MAIL_TLS).");
        } catch (MessagingException e) {
            findings.notOk(SERVER, sentenceOf(e, server));
        }
    }

    private static void tellLogin(MailServerSettings server, Findings findings) {
        if (isByToken(server)) {
            findings.notNeeded(
                    LOGIN,
                    "With SMTP_AUTH=oauth2 the notifier shows a token of the identity that it runs under;"
                            + " its log and its readiness say whether that is taken.");
            return;
        }
        server.user()
                .ifPresentOrElse(
                        name -> findings.ok(LOGIN, "as " + name),
                        () -> findings.notNeeded(LOGIN, "SMTP_USER is not set."));
    }

    private static boolean isByToken(MailServerSettings server) {
        return server.login().equals("oauth2");
    }

    private static Properties properties(MailServerSettings server) throws IOException, GeneralSecurityException {
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", ANSWER_MILLIS);
        properties.put("mail.smtp.timeout", ANSWER_MILLIS);
        properties.put("mail.smtp.writetimeout", ANSWER_MILLIS);
        properties.put(
                "mail.smtp.auth",
                Boolean.toString(!isByToken(server) && server.user().isPresent()));
        if (server.caFile().isPresent()) {
            properties.put(
                    "mail.smtp.ssl.socketFactory",
                    socketsTrusting(server.caFile().get()));
        }
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.tls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put(
                "mail.smtp.starttls.enable", Boolean.toString(!server.startTls().equals("DISABLED")));
        properties.put(
                "mail.smtp.starttls.required",
                Boolean.toString(server.startTls().equals("REQUIRED")));
        return properties;
    }

    /** As the notifier does: what is in the file is trusted, and nothing else. */
    private static SSLSocketFactory socketsTrusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        try (InputStream content = Files.newInputStream(pem)) {
            int index = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                anchors.setCertificateEntry("added-" + index++, one);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static String sentenceOf(MessagingException failure, MailServerSettings server) {
        String where = server.host() + ":" + server.port();
        return TlsFaults.of(where, failure)
                .map(sentence ->
                        sentence + " Check SMTP_HOST, SMTP_PORT, PATROL_MAIL_TLS and PATROL_MAIL_START_TLS; the"
                                + " authority of a private server goes into SMTP_CA_FILE.")
                .orElseGet(() -> String.valueOf(failure.getMessage()).contains("STARTTLS")
                        ? where + " offers no encryption by STARTTLS, which PATROL_MAIL_START_TLS=REQUIRED asks for."
                                + " Check SMTP_PORT (usually 587)."
                        : "Somebody listens at " + where + ", but does not answer as an SMTP server does"
                                + codeOf(failure) + ". Check SMTP_PORT, and with port 465 set PATROL_MAIL_TLS=true.");
    }

    /** Of what the server says only the number is shown. */
    private static String codeOf(MessagingException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.matches("(?s)[45]\\d\\d\\D.*") ? " (" + message.substring(0, 3) + ")" : "";
    }
}
