package dev.patrol.audit;

import dev.patrol.audit.detection.rules.DetectionSettings;
import dev.patrol.audit.detection.stream.UnusedTokenSettings;
import dev.patrol.audit.reading.ReadingSettings;
import dev.patrol.audit.report.ReportSettings;
import dev.patrol.audit.sight.SightSettings;
import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.azure.ReachabilitySettings;
import dev.patrol.azure.signin.SignInSettings;
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
                ReadingSettings.class,
                SightSettings.class,
                DetectionSettings.class,
                UnusedTokenSettings.class,
                ReportSettings.class);
    }
}
