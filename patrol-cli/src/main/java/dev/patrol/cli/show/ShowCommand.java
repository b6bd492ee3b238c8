package dev.patrol.cli.show;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.inventory.Inventory;
import dev.patrol.cli.inventory.Lineages;
import dev.patrol.cli.inventory.TokenReference;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.ledger.Ledger;
import dev.patrol.cli.ledger.Rotation;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.OrganizationName;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.TokenObserved;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./patrol show}. */
@Command(
        name = "show",
        description = "Shows all that is known of a token: its generations, its secret, how far a rotation is, and what"
                + " happened to it last.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol show deploy-production",
            "  ./patrol show 1b4e28ba --events 50",
            "  ./patrol show deploy-production --organization contoso --json"
        })
public final class ShowCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private OutputOptions output;

    @Parameters(
            paramLabel = "TOKEN",
            description =
                    "Its display name, with or without version suffix, its secret's name, or its authorization id or"
                            + " the first eight characters of it.")
    private String token;

    @Option(
            names = "--organization",
            converter = OrganizationName.class,
            paramLabel = "NAME",
            description = "Where to look for it. Default: in all.")
    private String organization;

    @Option(
            names = "--events",
            paramLabel = "NUMBER",
            defaultValue = "10",
            description = "How many of the last events to show. Default: ${DEFAULT-VALUE}.")
    private int events;

    public ShowCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (events < 0 || events > 1_000) {
            throw CallFailed.wrongCall("--events is from 0 to 1000.");
        }
        TokenView view = view(Topics.reach(settings, clock));
        if (output.isJson()) {
            console.json(TokenJson.of(view));
        } else {
            new TokenPage(console, clock.instant()).print(view);
        }
        return ExitCode.OK;
    }

    private TokenView view(Topics topics) {
        List<TokenObserved> generations = new Lineages(new Inventory(topics))
                .generations(new TokenReference(token, Optional.ofNullable(organization)));
        String secretName = generations.get(0).token().secretName();
        Optional<Rotation> rotation = Optional.empty();
        Optional<String> unreadable = Optional.empty();
        try {
            rotation = new Ledger(topics).of(secretName);
        } catch (CallFailed e) {
            unreadable = Optional.of(e.getMessage());
        }
        return new TokenView(generations, rotation, unreadable, LastEvents.of(topics, secretName, events));
    }
}
