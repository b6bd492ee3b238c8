package dev.patrol.rotator;

import dev.patrol.rotator.reconciliation.ReconciliationSettings;
import dev.patrol.rotator.rotation.RotationSettings;
import dev.patrol.rotator.secrets.KeyVaultSettings;
import dev.patrol.rotator.tokens.OrganizationSettings;
import dev.patrol.rotator.tokens.TokenApiSettings;
import dev.patrol.test.ConfigurationPage;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void everyPropertyIsDescribed() {
        ConfigurationPage.assertDescribes(
                OrganizationSettings.class,
                KeyVaultSettings.class,
                RotationSettings.class,
                TokenApiSettings.class,
                ReconciliationSettings.class);
    }
}
