package dev.patrol.notifier.routing;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.util.List;

/** Who is told where no rule says otherwise. */
@ConfigMapping(prefix = "patrol.mail")
public interface RecipientSettings {
    /** Each gets mails of their own. */
    @Setting(
            variable = "ALERT_EMAIL",
            expects = "one or more mail addresses separated by commas, for example ops@example.com",
            pattern = Facts.ADDRESS)
    List<String> recipients();
}
