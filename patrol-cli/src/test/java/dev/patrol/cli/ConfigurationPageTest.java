package dev.patrol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.cli.settings.AuditServiceSettings;
import dev.patrol.cli.settings.CommandKeySettings;
import dev.patrol.cli.settings.MailServerSettings;
import dev.patrol.service.settings.Setting;
import dev.patrol.test.ConfigurationPage;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void everySettingOfTheCommandLineIsDescribed() {
        ConfigurationPage.assertDescribes(AuditServiceSettings.class, CommandKeySettings.class);
    }

    /** The notifier's test holds the page to the notifier's settings, this one the command line's to the page. */
    @Test
    void theMailServersSettingsAreTheNotifiers() throws IOException {
        // Given
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));

        // Then
        for (Method method : MailServerSettings.class.getMethods()) {
            String variable = method.getAnnotation(Setting.class).variable();
            String property = "patrol.mail." + StringUtil.skewer(method.getName());
            assertThat(page).contains("`" + property + "`");
            assertThat(page.lines().filter(line -> line.contains("`" + property + "`")))
                    .allMatch(line -> line.contains(variable));
        }
    }
}
