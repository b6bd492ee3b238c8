package dev.patrol.cli.settings;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The audit service, of which the command line asks reports. */
@ConfigMapping(prefix = "patrol.cli.audit-service")
public interface AuditServiceSettings {
    @Setting(
            variable = "AUDIT_SERVICE_URL",
            expects = "the http(s) address of the audit service, by default http://127.0.0.1:8082",
            pattern = "https?://[^\\s/]+(/\\S*)?")
    URI url();

    /** Where it wants a key; the first of the file is sent. */
    @Setting(variable = "AUDIT_SERVICE_KEY_FILE", expects = "a text file with a key of the audit service")
    Optional<Path> keyFile();
}
