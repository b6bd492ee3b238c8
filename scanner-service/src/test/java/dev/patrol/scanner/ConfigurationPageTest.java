package dev.patrol.scanner;

import dev.patrol.scanner.scan.OrganizationSettings;
import dev.patrol.scanner.scan.ScanSettings;
import dev.patrol.scanner.selection.SelectionSettings;
import dev.patrol.service.settings.HttpSettings;
import dev.patrol.service.settings.KafkaSettings;
import dev.patrol.test.ConfigurationPage;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void everyPropertyIsDescribed() {
        ConfigurationPage.assertDescribes(
                OrganizationSettings.class,
                ScanSettings.class,
                SelectionSettings.class,
                KafkaSettings.class,
                HttpSettings.class);
    }
}
