package dev.patrol.cli.order;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.AskOptions;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.FilterOptions;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.options.WaitOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.signing.SigningKey;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.Restore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./patrol restore}. */
@Command(
        name = "restore",
        description =
                "Asks to issue anew what a break-glass revoked, with the same scopes and into the same secrets. Several"
                        + " patterns are waves: each is asked for once the one before has ended well.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol restore 'deploy-*' --reason 'the intruder is out' --wait",
            "  ./patrol restore 'deploy-*' 'build-*' '*' --organization contoso --reason 'in order' --deadline 10m"
        })
public final class RestoreCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Parameters(
            paramLabel = "GLOB",
            arity = "1..*",
            description = "Display names of the tokens: * is any characters, ? is one.")
    private List<String> waves;

    @Mixin
    private FilterOptions filter;

    @Option(
            names = "--include-compromised",
            description = "Also those that were found compromised, which are left out otherwise.")
    private boolean includeCompromised;

    @Mixin
    private AskOptions ask;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private OutputOptions output;

    public RestoreCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<Restore> commands = waves.stream()
                .map(name ->
                        new Restore(filter.filter(name, settings), includeCompromised, ask.reason(), ask.requestedBy()))
                .toList();
        Optional<SigningKey> key = ask.key(settings);
        Topics topics = Topics.reach(settings, clock);
        Order order = new Order(topics, console, output);
        try (Publishing publishing = topics.publishing(key)) {
            if (commands.size() == 1) {
                return order.give(commands.get(0), publishing, wait);
            }
            for (Restore wave : commands) {
                int ended = order.giveAndWait(wave, publishing, wait.deadline());
                if (ended != ExitCode.OK) {
                    console.error("The waves after " + wave.filter().displayName() + " were not asked for.");
                    return ended;
                }
            }
            return ExitCode.OK;
        }
    }
}
