package dev.patrol.cli.azure;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.azuredevops.pacing.Pacing;
import dev.patrol.cli.settings.Settings;
import dev.patrol.signin.PatSignIn;
import dev.patrol.signin.SignIn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The organizations that the settings name. */
public final class Organizations {
    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private final Settings settings;

    public Organizations(Settings settings) {
        this.settings = settings;
    }

    /** What is wrong with the settings, a line each. */
    public List<String> problems() {
        return settings.problemsOf(AzureDevOpsSettings.class);
    }

    /** Their names; none where the settings have problems. */
    public List<String> names() {
        return problems().isEmpty()
                ? List.of(settings.as(AzureDevOpsSettings.class).organization())
                : List.of();
    }

    public Organization open(String name) {
        AzureDevOpsSettings azure = settings.as(AzureDevOpsSettings.class);
        TokenValue pat = new TokenValue(azure.adminPat().get());
        SignIn signIn = new PatSignIn(pat);
        ClientSettings patience =
                ClientSettings.DEFAULT.withTimeouts(CONNECT, ANSWER).withPacing(Pacing.DEFAULT, ANSWER);
        return new Organization(
                name,
                signIn,
                Optional.of(pat),
                new AzureDevOpsClient(new Endpoints(azure.url(), azure.auditUrl()), signIn.credential(), patience));
    }
}
