package dev.patrol.audit;

import dev.patrol.audit.detection.rules.DetectionSettings;
import dev.patrol.audit.detection.stream.UnusedTokenSettings;
import dev.patrol.audit.reading.ReadingSettings;
import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.azure.signin.SignInCheck;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the audit service. */
@QuarkusMain
public final class AuditMain {
    private AuditMain() {}

    public static void main(String... arguments) {
        Launch.run(
                arguments,
                SignInCheck::problemsWithStoreOf,
                AzureDevOpsSettings.class,
                SignInSettings.class,
                PacingSettings.class,
                SecretStoreSettings.class,
                KeyVaultSettings.class,
                ReadingSettings.class,
                DetectionSettings.class,
                UnusedTokenSettings.class);
    }
}
