package dev.patrol.rotator;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.azure.ReachabilitySettings;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.policies.PolicySettings;
import dev.patrol.rotator.breakglass.BreakGlassSettings;
import dev.patrol.rotator.commands.CommandSettings;
import dev.patrol.rotator.reconciliation.ReconciliationSettings;
import dev.patrol.rotator.revocation.RevocationSettings;
import dev.patrol.rotator.rotation.RotationSettings;
import dev.patrol.rotator.tokens.TokenApiSettings;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.secrets.SecretStoreSettings;
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
                SecretStoreSettings.class,
                KeyVaultSettings.class,
                RotationSettings.class,
                TokenApiSettings.class,
                ReconciliationSettings.class,
                RevocationSettings.class,
                CommandSettings.class,
                BreakGlassSettings.class,
                PolicySettings.class);
    }
}
