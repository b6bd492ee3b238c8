package dev.patrol.audit;

import dev.patrol.audit.organization.OrganizationSettings;
import dev.patrol.audit.reading.ReadingSettings;
import dev.patrol.test.ConfigurationPage;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void everyPropertyIsDescribed() {
        ConfigurationPage.assertDescribes(OrganizationSettings.class, ReadingSettings.class);
    }
}
