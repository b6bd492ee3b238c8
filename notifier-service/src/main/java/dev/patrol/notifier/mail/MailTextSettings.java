package dev.patrol.notifier.mail;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/** How mails read. */
@ConfigMapping(prefix = "patrol.mail")
public interface MailTextSettings {
    /** Folder of templates that take the place of Patrol's own. */
    @Setting(variable = "MAIL_TEMPLATES", expects = "a folder of templates, for example /etc/patrol/mails")
    Optional<Path> templates();

    /** Time zone of the times in mails. */
    @Setting(expects = "a time zone, for example UTC or Europe/Zurich")
    @WithDefault("UTC")
    ZoneId zone();
}
