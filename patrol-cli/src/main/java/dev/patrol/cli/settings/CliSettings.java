package dev.patrol.cli.settings;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** What only the command line needs to know. */
@ConfigMapping(prefix = "patrol.cli")
public interface CliSettings {
    /** Where reports are asked for. */
    @Setting(
            variable = "AUDIT_SERVICE_URL",
            expects = "the http(s) address of the audit service, by default http://127.0.0.1:8082",
            pattern = "https?://[^\\s/]+(/\\S*)?")
    URI auditServiceUrl();
}
