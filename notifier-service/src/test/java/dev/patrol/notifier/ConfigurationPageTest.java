package dev.patrol.notifier;

import dev.patrol.notifier.delivery.MailSettings;
import dev.patrol.notifier.mail.MailTextSettings;
import dev.patrol.notifier.routing.NotificationSettings;
import dev.patrol.notifier.routing.RecipientSettings;
import dev.patrol.test.ConfigurationPage;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void everyPropertyIsDescribed() {
        ConfigurationPage.assertDescribes(
                MailTextSettings.class, RecipientSettings.class, MailSettings.class, NotificationSettings.class);
    }
}
