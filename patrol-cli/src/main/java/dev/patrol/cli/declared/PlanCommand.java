package dev.patrol.cli.declared;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./patrol plan}. */
@Command(
        name = "plan",
        description =
                "Shows what differs between the tokens that a file declares and those that there are. Does nothing.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./patrol plan", "  ./patrol plan team/tokens.yaml --json"})
public final class PlanCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private DeclaredOptions declared;

    @Mixin
    private OutputOptions output;

    public PlanCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<DeclaredToken> tokens = declared.declared(settings);
        Plan plan = declared.plan(tokens, Topics.reach(settings, clock), clock);
        if (output.isJson()) {
            PlanJson.print(plan, console);
        } else {
            PlanPage.print(plan, console);
        }
        return ExitCode.OK;
    }
}
