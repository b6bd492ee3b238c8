package dev.patrol.scanner;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.scanner.scan.ScanSchedule;
import dev.patrol.scanner.scan.ScanSettings;
import dev.patrol.scanner.selection.SelectionSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the scanner. */
@QuarkusMain
public final class ScannerMain {
    private ScannerMain() {}

    public static void main(String... arguments) {
        Launch.run(
                arguments,
                ScanSchedule::problemsOf,
                AzureDevOpsSettings.class,
                PacingSettings.class,
                ScanSettings.class,
                SelectionSettings.class);
    }
}
