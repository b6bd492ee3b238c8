package dev.patrol.notifier.delivery;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** By which server people are told, and how patiently. */
@ConfigMapping(prefix = "patrol.mail")
public interface MailSettings {
    /** Whom the mails come from; the first default recipient where not given. */
    @Setting(
            variable = "SMTP_FROM",
            expects = "one mail address, for example patrol@example.com",
            pattern = "[^\\s@,;<>\"]+@[^\\s@,;<>\"]+")
    Optional<String> sender();

    @Setting(variable = "SMTP_HOST", expects = "the SMTP server's name, for example smtp.example.com", pattern = "\\S+")
    String host();

    @Setting(variable = "SMTP_PORT", expects = "a port number from 1 to 65535, usually 587", min = 1, max = 65_535)
    int port();

    @Setting(variable = "SMTP_USER", expects = "the name to log in with")
    Optional<String> user();

    @Setting(variable = "SMTP_PASS", expects = "the password to log in with; it is never shown")
    Optional<Secret<String>> password();

    /** How to log in: by the password, or by an access token of Microsoft Entra (XOAUTH2), as Exchange Online wants it. */
    @Setting(variable = "SMTP_AUTH", expects = "password or oauth2", pattern = "password|oauth2")
    @WithDefault("password")
    String login();

    /** What the access token is asked for. */
    @Setting(expects = "a scope, for example https://outlook.office365.com/.default", pattern = "\\S+")
    @WithDefault("https://outlook.office365.com/.default")
    String oauth2Scope();

    /** Certificates that the server's may come from, instead of the authorities that the JVM trusts. */
    @Setting(variable = "SMTP_CA_FILE", expects = "the path of a PEM file with certificates", pattern = "\\S.*")
    Optional<Path> caFile();

    /** Whether the connection is encrypted by STARTTLS: never, where the server offers it, or always. */
    @Setting(expects = "DISABLED, OPTIONAL or REQUIRED", pattern = "DISABLED|OPTIONAL|REQUIRED")
    String startTls();

    /** Whether the connection is encrypted from its first byte (port 465). */
    @Setting(expects = "true or false", pattern = "true|false")
    boolean tls();

    /** How long one try may take. */
    @Setting(expects = "a duration above zero, for example 60s or PT1M", min = 1)
    @WithDefault("60s")
    Duration timeout();

    /** Wait before the first retry; it doubles with each, with jitter. */
    @Setting(expects = "a duration above zero, for example 2s or PT2S", min = 1)
    @WithDefault("2s")
    Duration retryDelay();

    /** Longest wait between two tries. */
    @Setting(expects = "a duration above zero, for example 60s or PT1M", min = 1)
    @WithDefault("60s")
    Duration retryMaxDelay();

    /** How long one recipient may be put off by the server before what is for them goes to the default recipients. */
    @Setting(expects = "a duration above zero, for example 24h or PT24H", min = 1)
    @WithDefault("24h")
    Duration patience();
}
