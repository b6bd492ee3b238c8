package dev.patrol.rotator;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.rotator.reconciliation.ReconciliationSettings;
import dev.patrol.rotator.rotation.RotationSettings;
import dev.patrol.rotator.rotation.Schedule;
import dev.patrol.rotator.tokens.TokenApiSettings;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the rotator. */
@QuarkusMain
public final class RotatorMain {
    private RotatorMain() {}

    public static void main(String... arguments) {
        Launch.run(
                arguments,
                Schedule::problemsOf,
                AzureDevOpsSettings.class,
                PacingSettings.class,
                KeyVaultSettings.class,
                TokenApiSettings.class,
                RotationSettings.class,
                ReconciliationSettings.class);
    }
}
