package dev.patrol.scanner;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.azure.ReachabilitySettings;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.policies.PolicySettings;
import dev.patrol.scanner.scan.ScanSettings;
import dev.patrol.scanner.selection.SelectionSettings;
import dev.patrol.service.settings.HttpSettings;
import dev.patrol.service.settings.KafkaSettings;
import dev.patrol.service.settings.LogSettings;
import dev.patrol.service.settings.TraceSettings;
import dev.patrol.service.topics.TopicsSettings;
import dev.patrol.test.ConfigurationPage;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void everyPropertyIsDescribed() {
        ConfigurationPage.assertDescribes(
                AzureDevOpsSettings.class,
                SignInSettings.class,
                PacingSettings.class,
                ReachabilitySettings.class,
                ScanSettings.class,
                SelectionSettings.class,
                PolicySettings.class,
                KafkaSettings.class,
                HttpSettings.class,
                LogSettings.class,
                TraceSettings.class,
                TopicsSettings.class);
    }
}
