package dev.patrol.audit;

import dev.patrol.audit.detection.rules.DetectionCheck;
import dev.patrol.audit.detection.rules.DetectionSettings;
import dev.patrol.audit.detection.stream.StreamsSettings;
import dev.patrol.audit.detection.stream.UnusedTokenSettings;
import dev.patrol.audit.reading.ReadingSettings;
import dev.patrol.audit.report.ReportSchedule;
import dev.patrol.audit.report.ReportSettings;
import dev.patrol.audit.sight.SightSettings;
import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.azure.ReachabilitySettings;
import dev.patrol.azure.signin.SignInCheck;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.stream.Stream;

/** Starts the audit service. */
@QuarkusMain
public final class AuditMain {
    private AuditMain() {}

    public static void main(String... arguments) {
        Launch.run(
                arguments,
                AuditMain::problemsOf,
                AzureDevOpsSettings.class,
                SignInSettings.class,
                PacingSettings.class,
                ReachabilitySettings.class,
                SecretStoreSettings.class,
                KeyVaultSettings.class,
                ReadingSettings.class,
                SightSettings.class,
                DetectionSettings.class,
                UnusedTokenSettings.class,
                ReportSettings.class);
    }

    private static List<String> problemsOf(SmallRyeConfig config) {
        return Stream.of(
                        SignInCheck.problemsWithStoreOf(config),
                        DetectionCheck.problems(),
                        StreamsSettings.problemsOf(config),
                        ReportSchedule.problemsOf(config))
                .flatMap(List::stream)
                .toList();
    }
}
