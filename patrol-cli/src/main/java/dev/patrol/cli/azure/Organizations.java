package dev.patrol.cli.azure;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.OrganizationAccess;
import dev.patrol.azure.signin.SignInCheck;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.ClientSettings;
import dev.patrol.azuredevops.Endpoints;
import dev.patrol.azuredevops.TokenValue;
import dev.patrol.azuredevops.pacing.Pacing;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.store.ConfiguredStore;
import dev.patrol.signin.IdentitySignIn;
import dev.patrol.signin.PatSignIn;
import dev.patrol.signin.SignIn;
import dev.patrol.signin.SignInListener;
import dev.patrol.signin.UserSignIn;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The organizations that the settings name. */
public final class Organizations {
    private static final String USER = "entra-user";
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
        List<String> together = new ArrayList<>(SignInCheck.problemsOf(settings.config()));
        if (together.isEmpty() && needKeptSignIn()) {
            together.addAll(ConfiguredStore.problemsOf(settings));
        }
        return together;
    }

    /** Their names; none where the settings have problems. */
    public List<String> names() {
        return problems().isEmpty()
                ? accesses().stream().map(OrganizationAccess::name).toList()
                : List.of();
    }

    /** Whether the services call as a user who has signed in, and so need what is kept of that. */
    public boolean needKeptSignIn() {
        return settings.problemsOf(AzureDevOpsSettings.class, SignInSettings.class)
                        .isEmpty()
                && accesses().stream().anyMatch(access -> access.signIn().auth().equals(USER));
    }

    /** Those that a user's sign-in is for, since they have the same. */
    public List<String> namesWith(ServiceUser user) {
        return accesses().stream()
                .filter(access -> new ServiceUser(settings, access.signIn()).isSameAs(user))
                .map(OrganizationAccess::name)
                .toList();
    }

    /** The user whose tokens of an organization Patrol looks after; empty where it is not among them. */
    public Optional<ServiceUser> userOf(String name) {
        return accesses().stream()
                .filter(access -> access.name().equalsIgnoreCase(name))
                .map(access -> new ServiceUser(settings, access.signIn()))
                .findFirst();
    }

    private List<OrganizationAccess> accesses() {
        return OrganizationAccess.all(settings.as(AzureDevOpsSettings.class), settings.as(SignInSettings.class));
    }

    private OrganizationAccess access(String name) {
        return accesses().stream()
                .filter(access -> access.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** With the credential that {@code AZURE_DEVOPS_AUTH} names. */
    public Organization open(String name) {
        OrganizationAccess access = access(name);
        return switch (access.signIn().auth()) {
            case USER -> openAsUser(name);
            case "azure-identity" ->
                opened(access, IdentitySignIn.ofThisProcess(SignInListener.NONE, clock), Optional.empty());
            default -> {
                TokenValue pat = new TokenValue(access.adminPat().orElseThrow().get());
                yield opened(access, new PatSignIn(pat), Optional.of(pat));
            }
        };
    }

    /** As the user who has signed in, whatever {@code AZURE_DEVOPS_AUTH} is. */
    public Organization openAsUser(String name) {
        OrganizationAccess access = access(name);
        ServiceUser user = new ServiceUser(settings, access.signIn());
        return opened(
                access, new UserSignIn(user.settings(), user.store(), SignInListener.NONE, clock), Optional.empty());
    }

    private static Organization opened(OrganizationAccess access, SignIn signIn, Optional<TokenValue> pat) {
        ClientSettings patience =
                ClientSettings.DEFAULT.withTimeouts(CONNECT, ANSWER).withPacing(Pacing.DEFAULT, ANSWER);
        Endpoints endpoints = new Endpoints(access.url(), access.auditUrl());
        return new Organization(
                access.name(), signIn, pat, new AzureDevOpsClient(endpoints, signIn.credential(), patience));
    }
}
