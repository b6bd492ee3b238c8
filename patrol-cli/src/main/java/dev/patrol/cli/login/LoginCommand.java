package dev.patrol.cli.login;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.azure.Organization;
import dev.patrol.cli.azure.Organizations;
import dev.patrol.cli.azure.ServiceUser;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.OrganizationName;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.signin.DeviceCodeLogin;
import dev.patrol.signin.LifecycleCheck;
import dev.patrol.signin.SignInException;
import dev.patrol.signin.SignedInUser;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol login}. */
@Command(
        name = "login",
        description =
                "Signs in to Azure DevOps as the user whose tokens Patrol looks after, by a code that is entered in a"
                        + " browser, and keeps the sign-in in the secret store, where the services find it.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./patrol login", "  ./patrol login --organization fabrikam"})
public final class LoginCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--organization",
            converter = OrganizationName.class,
            paramLabel = "NAME",
            description = "Signs in the user of this organization, where it has one of its own.")
    String organization;

    public LoginCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Organizations organizations = new Organizations(settings, clock);
        List<String> wrong = settings.problemsOf(AzureDevOpsSettings.class, SignInSettings.class);
        if (!wrong.isEmpty()) {
            wrong.forEach(console::error);
            return ExitCode.FAILED;
        }
        Optional<ServiceUser> chosen =
                organization == null ? Optional.of(new ServiceUser(settings)) : organizations.userOf(organization);
        if (chosen.isEmpty()) {
            console.error("AZURE_DEVOPS_ORG does not name the organization " + organization + ".");
            return ExitCode.FAILED;
        }
        ServiceUser user = chosen.get();
        List<String> problems = user.problems();
        if (!problems.isEmpty()) {
            problems.forEach(console::error);
            return ExitCode.FAILED;
        }
        console.say(
                "Signing in to the tenant " + user.tenant() + ". The sign-in will be kept as " + user.place() + ".");
        Thread farewell = new Thread(() -> console.error("Given up. No sign-in was kept."));
        Runtime.getRuntime().addShutdownHook(farewell);
        SignedInUser signedIn;
        try {
            signedIn = DeviceCodeLogin.run(user.settings(), new Screen(console, clock), user.store());
        } catch (SignInException e) {
            console.error(user.sentenceOf(e.failure()));
            return ExitCode.FAILED;
        } finally {
            Runtime.getRuntime().removeShutdownHook(farewell);
        }
        console.say("Signed in as " + signedIn.name() + " in the tenant " + user.tenant() + ". Kept as " + user.place()
                + "; the services take it up by themselves.");
        return organizations.namesWith(user).stream()
                        .map(name -> isAccepted(organizations, name))
                        .reduce(true, Boolean::logicalAnd)
                ? ExitCode.OK
                : ExitCode.FAILED;
    }

    /** Also says so. A sign-in that one organization refuses may be good for another. */
    private boolean isAccepted(Organizations organizations, String name) {
        try (Organization organization = organizations.openAsUser(name)) {
            Optional<String> refusal =
                    LifecycleCheck.refusal(organization.signIn().way(), organization.client(), name);
            refusal.ifPresentOrElse(
                    console::error,
                    () -> console.say("The PAT lifecycle API of the organization " + name + " accepts this sign-in."));
            return refusal.isEmpty();
        } catch (AzureDevOpsException e) {
            console.error("Whether the organization " + name + " accepts this sign-in is not known: " + e.getMessage()
                    + " Run ./patrol check later.");
            return false;
        }
    }
}
