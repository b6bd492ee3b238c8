package dev.patrol.cli.order;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.AskOptions;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.DurationText;
import dev.patrol.cli.options.OrganizationName;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.options.TokenOptions;
import dev.patrol.cli.options.WaitOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.signing.SigningKey;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.CreateToken;
import dev.patrol.model.token.Scopes;
import dev.patrol.model.token.Token;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./patrol create}. */
@Command(
        name = "create",
        description =
                "Asks to create a token and to store it. Its value goes from Azure DevOps to the secret store, and"
                        + " nowhere else.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol create nightly-build --scope vso.build --valid-for 30d --reason 'new pipeline' --wait",
            "  ./patrol create mirror --scope vso.code,vso.work --organization contoso --reason 'mirror to the archive'"
        })
public final class CreateCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "DISPLAY-NAME", description = "What it is to be called.")
    private String displayName;

    @Option(
            names = "--scope",
            required = true,
            split = ",",
            paramLabel = "SCOPE",
            description = "What it may do, for example vso.code. May be repeated. Full access (app_token) is refused.")
    private List<String> scopes;

    @Option(
            names = "--valid-for",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "30d",
            description = "How long it lives. Default: ${DEFAULT-VALUE}.")
    private Duration validFor;

    @Option(
            names = "--organization",
            converter = OrganizationName.class,
            paramLabel = "NAME",
            description = "Where. Default: the one that AZURE_DEVOPS_ORG names, if it is one.")
    private String organization;

    @Mixin
    private AskOptions ask;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private OutputOptions output;

    public CreateCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<String> named = scopes.stream()
                .map(String::strip)
                .filter(scope -> !scope.isEmpty())
                .toList();
        if (named.isEmpty()) {
            throw CallFailed.wrongCall("Which scopes? --scope names none, for example vso.code.");
        }
        if (Scopes.areFull(named)) {
            throw CallFailed.wrongCall("Patrol creates no token with full access (" + Token.FULL_SCOPE
                    + "). Name the scopes that its dependents need.");
        }
        String whose = Optional.ofNullable(organization)
                .or(() -> TokenOptions.onlyOrganization(settings))
                .orElseThrow(() -> CallFailed.wrongCall("In which organization? Say --organization."));
        CreateToken command =
                new CreateToken(whose, displayName, named, validFor, null, ask.reason(), ask.requestedBy());
        Optional<SigningKey> key = ask.key(settings);
        Topics topics = Topics.reach(settings, clock);
        try (Publishing publishing = topics.publishing(key)) {
            return new Order(topics, console, output).give(command, publishing, wait);
        }
    }
}
