package dev.patrol.cli.declared;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol plan}. */
@Command(
        name = "plan",
        description =
                "Shows what differs between the tokens that a file declares and those that there are. Does nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol plan",
            "  ./patrol plan team/tokens.yaml --json",
            "  ./patrol plan --check --strict --junit plan.xml --sarif plan.sarif"
        })
public final class PlanCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private DeclaredOptions declared;

    @Option(names = "--check", description = "For pipelines: ends with 1 where something is not as declared.")
    private boolean check;

    @Option(
            names = "--strict",
            description = "With --check, also where a token is there that the file does not declare.")
    private boolean strict;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Writes the plan as JUnit's results are written (XML).")
    private Path junit;

    @Option(
            names = "--sarif",
            paramLabel = "FILE",
            description = "Writes the plan as results of static analysis (SARIF 2.1.0).")
    private Path sarif;

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
        Plan plan = declared.plan(tokens, settings, Topics.reach(settings, clock), clock);
        if (output.isJson()) {
            PlanJson.print(plan, console);
        } else {
            PlanPage.print(plan, console);
        }
        if (junit != null) {
            ReportFiles.write(junit, new JUnitReport(plan, declared.file(), strict));
        }
        if (sarif != null) {
            ReportFiles.write(sarif, new SarifReport(plan, declared.file(), strict));
        }
        boolean isDrift = !plan.isEmpty() || strict && !plan.undeclared().isEmpty();
        return check && isDrift ? ExitCode.FAILED : ExitCode.OK;
    }
}
