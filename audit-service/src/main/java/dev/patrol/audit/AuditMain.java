package dev.patrol.audit;

import dev.patrol.audit.reading.ReadingSettings;
import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the audit service. */
@QuarkusMain
public final class AuditMain {
    private AuditMain() {}

    public static void main(String... arguments) {
        Launch.run(arguments, AzureDevOpsSettings.class, PacingSettings.class, ReadingSettings.class);
    }
}
