package dev.patrol.rotator;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.PacingSettings;
import dev.patrol.azure.ReachabilitySettings;
import dev.patrol.azure.signin.SignInCheck;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.policies.PolicyCheck;
import dev.patrol.policies.PolicySettings;
import dev.patrol.rotator.breakglass.BreakGlassSettings;
import dev.patrol.rotator.commands.CommandKeys;
import dev.patrol.rotator.commands.CommandSettings;
import dev.patrol.rotator.commands.ValidityRule;
import dev.patrol.rotator.reconciliation.ReconciliationSettings;
import dev.patrol.rotator.revocation.RevocationSettings;
import dev.patrol.rotator.rotation.RotationSettings;
import dev.patrol.rotator.rotation.Schedule;
import dev.patrol.rotator.tokens.TokenApiSettings;
import dev.patrol.secrets.KeyVaultSettings;
import dev.patrol.secrets.SecretStoreCheck;
import dev.patrol.secrets.SecretStoreSettings;
import dev.patrol.service.Launch;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.stream.Stream;

/** Starts the rotator. */
@QuarkusMain
public final class RotatorMain {
    private RotatorMain() {}

    public static void main(String... arguments) {
        Launch.run(
                arguments,
                RotatorMain::problemsOf,
                AzureDevOpsSettings.class,
                SignInSettings.class,
                PacingSettings.class,
                ReachabilitySettings.class,
                SecretStoreSettings.class,
                KeyVaultSettings.class,
                TokenApiSettings.class,
                RotationSettings.class,
                ReconciliationSettings.class,
                RevocationSettings.class,
                CommandSettings.class,
                BreakGlassSettings.class,
                PolicySettings.class);
    }

    private static List<String> problemsOf(SmallRyeConfig config) {
        return Stream.of(
                        Schedule.problemsOf(config),
                        SignInCheck.problemsOf(config),
                        CommandKeys.problems(),
                        PolicyCheck.problems(),
                        ValidityRule.problemsOf(config),
                        SecretStoreCheck.problemsOf(config))
                .flatMap(List::stream)
                .toList();
    }
}
