package dev.patrol.cli.tokens;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.inventory.Inventory;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.DurationText;
import dev.patrol.cli.options.OrganizationName;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.token.TokenState;
import dev.patrol.service.text.Glob;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol tokens}. */
@Command(
        name = "tokens",
        description = "Lists the tokens that the last scan saw, those that die soonest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol tokens --expiring-within 7d",
            "  ./patrol tokens --organization contoso --name 'deploy-*' --state active",
            "  ./patrol tokens --json | jq -r 'select(.managed | not) | .token.displayName'"
        })
public final class TokensCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--organization",
            converter = OrganizationName.class,
            split = ",",
            paramLabel = "NAME",
            description = "Only tokens of this organization. May be repeated.")
    private Set<String> organizations = new TreeSet<>();

    @Option(
            names = "--name",
            paramLabel = "GLOB",
            description = "Only tokens whose display name fits: * is any characters, ? is one.")
    private String name;

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description = "Only tokens that are active, expired or revoked. May be repeated.")
    private Set<TokenState> states = EnumSet.noneOf(TokenState.class);

    @Option(
            names = "--expiring-within",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "Only active tokens that die by themselves within this time, for example 7d.")
    private Duration expiringWithin;

    public TokensCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Topics topics = Topics.reach(settings, clock);
        TokenList list = output.isJson() ? new TokenLines(console) : new TokenTable(console, clock.instant());
        new Inventory(topics).read(query(), list::page);
        list.end();
        return ExitCode.OK;
    }

    private TokenQuery query() {
        return new TokenQuery(
                organizations.stream()
                        .map(organization -> organization.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                Optional.ofNullable(name).map(Glob::of),
                states,
                Optional.ofNullable(expiringWithin).map(clock.instant()::plus));
    }
}
