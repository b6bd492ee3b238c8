package dev.patrol.cli.settings;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The notifier's SMTP server: those of its settings that decide whether it takes a mail. */
@ConfigMapping(prefix = "patrol.mail")
public interface MailServerSettings {
    @Setting(
            variable = "ALERT_EMAIL",
            expects = "one or more mail addresses separated by commas, for example ops@example.com")
    String recipients();

    @Setting(variable = "SMTP_HOST", expects = "the SMTP server's name, for example smtp.example.com", pattern = "\\S+")
    String host();

    @Setting(variable = "SMTP_PORT", expects = "a port number from 1 to 65535, usually 587", min = 1, max = 65_535)
    int port();

    @Setting(variable = "SMTP_USER", expects = "the name to log in with")
    Optional<String> user();

    @Setting(variable = "SMTP_PASS", expects = "the password to log in with; it is never shown")
    Optional<Secret<String>> password();

    /** How the notifier logs in: by the password, or by an access token of its identity. */
    @Setting(variable = "SMTP_AUTH", expects = "password or oauth2", pattern = "password|oauth2")
    @WithDefault("password")
    String login();

    /** Certificates that the server's may come from, instead of the authorities that the JVM trusts. */
    @Setting(variable = "SMTP_CA_FILE", expects = "the path of a PEM file with certificates", pattern = "\\S.*")
    Optional<Path> caFile();

    /** Whether the connection is encrypted by STARTTLS: never, where the server offers it, or always. */
    @Setting(expects = "DISABLED, OPTIONAL or REQUIRED", pattern = "DISABLED|OPTIONAL|REQUIRED")
    @WithDefault("OPTIONAL")
    String startTls();

    /** Whether the connection is encrypted from its first byte (port 465). */
    @Setting(expects = "true or false", pattern = "true|false")
    @WithDefault("false")
    boolean tls();
}
