package dev.patrol.cli.check.mail;

import dev.patrol.cli.check.Check;
import dev.patrol.cli.check.Findings;
import dev.patrol.cli.fault.Causes;
import dev.patrol.cli.fault.Reach;
import dev.patrol.cli.settings.MailServerSettings;
import dev.patrol.cli.settings.Settings;
import io.smallrye.config.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
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
        greet(server, findings);
    }

    private static void greet(MailServerSettings server, Findings findings) {
        // Without a user there is no login, whatever the password; with "" for it the library would make one.
        String user = server.user().orElse(null);
        String password =
                user == null ? null : server.password().map(Secret::get).orElse("");
        try (SMTPTransport transport =
                (SMTPTransport) Session.getInstance(properties(server)).getTransport("smtp")) {
            transport.connect(server.host(), server.port(), user, password);
            String encryption = transport.isSSL() ? "encrypted" : "NOT encrypted";
            findings.ok(SERVER, server.host() + ":" + server.port() + ", " + encryption);
            server.user()
                    .ifPresentOrElse(
                            name -> findings.ok(LOGIN, "as " + name),
                            () -> findings.notNeeded(LOGIN, "SMTP_USER is not set."));
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

    private static Properties properties(MailServerSettings server) {
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", ANSWER_MILLIS);
        properties.put("mail.smtp.timeout", ANSWER_MILLIS);
        properties.put("mail.smtp.writetimeout", ANSWER_MILLIS);
        properties.put("mail.smtp.auth", Boolean.toString(server.user().isPresent()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.tls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put(
                "mail.smtp.starttls.enable", Boolean.toString(!server.startTls().equals("DISABLED")));
        properties.put(
                "mail.smtp.starttls.required",
                Boolean.toString(server.startTls().equals("REQUIRED")));
        return properties;
    }

    private static String sentenceOf(MessagingException failure, MailServerSettings server) {
        String where = server.host() + ":" + server.port();
        return Causes.ofTls(where, failure)
                .map(sentence ->
                        sentence + " Check SMTP_HOST, SMTP_PORT, PATROL_MAIL_TLS and PATROL_MAIL_START_TLS; the"
                                + " authority of a private server goes into the trust store of the JVM.")
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
