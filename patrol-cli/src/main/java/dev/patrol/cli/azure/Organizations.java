package dev.patrol.cli.azure;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.signin.SignInCheck;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.azuredevops.pacing.Pacing;
import dev.patrol.cli.settings.Settings;
import dev.patrol.signin.IdentitySignIn;
import dev.patrol.signin.PatSignIn;
import dev.patrol.signin.SignIn;
import dev.patrol.signin.SignInListener;
import dev.patrol.signin.UserSignIn;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The organizations that the settings name. */
public final class Organizations {
    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private final Settings settings;
    private final Clock clock;

    public Organizations(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What is wrong with the settings, a line each. */
    public List<String> problems() {
        List<String> problems = settings.problemsOf(AzureDevOpsSettings.class, SignInSettings.class);
        if (!problems.isEmpty()) {
            return problems;
        }
        return signInAsUser() ? new ServiceUser(settings).problems() : SignInCheck.problemsOf(settings.config());
    }

    /** Their names; none where the settings have problems. */
    public List<String> names() {
        return problems().isEmpty()
                ? List.of(settings.as(AzureDevOpsSettings.class).organization())
                : List.of();
    }

    /** Whether the services call as a user who has signed in, and so need what is kept of that. */
    public boolean needKeptSignIn() {
        return settings.problemsOf(SignInSettings.class).isEmpty() && signInAsUser();
    }

    private boolean signInAsUser() {
        return settings.as(SignInSettings.class).auth().equals("entra-user");
    }

    /** With the credential that {@code AZURE_DEVOPS_AUTH} names. */
    public Organization open(String name) {
        return switch (settings.as(SignInSettings.class).auth()) {
            case "entra-user" -> openAsUser(name);
            case "azure-identity" ->
                opened(name, IdentitySignIn.ofThisProcess(SignInListener.NONE, clock), Optional.empty());
            default -> {
                TokenValue pat = new TokenValue(
                        settings.as(AzureDevOpsSettings.class)
                                .adminPat()
                                .orElseThrow()
                                .get());
                yield opened(name, new PatSignIn(pat), Optional.of(pat));
            }
        };
    }

    /** As the user who has signed in, whatever {@code AZURE_DEVOPS_AUTH} is. */
    public Organization openAsUser(String name) {
        ServiceUser user = new ServiceUser(settings);
        return opened(
                name, new UserSignIn(user.settings(), user.store(), SignInListener.NONE, clock), Optional.empty());
    }

    private Organization opened(String name, SignIn signIn, Optional<TokenValue> pat) {
        AzureDevOpsSettings azure = settings.as(AzureDevOpsSettings.class);
        ClientSettings patience =
                ClientSettings.DEFAULT.withTimeouts(CONNECT, ANSWER).withPacing(Pacing.DEFAULT, ANSWER);
        Endpoints endpoints = new Endpoints(azure.url(), azure.auditUrl());
        return new Organization(name, signIn, pat, new AzureDevOpsClient(endpoints, signIn.credential(), patience));
    }
}
