package dev.patrol.scanner;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.azure.ReachabilitySettings;
import dev.patrol.azure.signin.SignInCheck;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.policies.PolicyCheck;
import dev.patrol.policies.PolicySettings;
import dev.patrol.scanner.scan.ScanSchedule;
import dev.patrol.scanner.scan.ScanSettings;
import dev.patrol.scanner.selection.SelectionSettings;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.stream.Stream;

/** Starts the scanner. */
@QuarkusMain
public final class ScannerMain {
    private ScannerMain() {}

    public static void main(String... arguments) {
        Launch.run(
                arguments,
                ScannerMain::problemsOf,
                AzureDevOpsSettings.class,
                SignInSettings.class,
                PacingSettings.class,
                ReachabilitySettings.class,
                SecretStoreSettings.class,
                KeyVaultSettings.class,
                ScanSettings.class,
                SelectionSettings.class,
                PolicySettings.class);
    }

    private static List<String> problemsOf(SmallRyeConfig config) {
        return Stream.of(
                        ScanSchedule.problemsOf(config),
                        SignInCheck.problemsWithStoreOf(config),
                        PolicyCheck.problems())
                .flatMap(List::stream)
                .toList();
    }
}
