package dev.patrol.cli.rotations;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.ledger.Ledger;
import dev.patrol.cli.ledger.Rotation;
import dev.patrol.cli.ledger.RotationWords;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.OrganizationName;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Counted;
import dev.patrol.cli.terminal.Table;
import dev.patrol.cli.terminal.Table.Column;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol rotations}. */
@Command(
        name = "rotations",
        description =
                "Shows the rotations under way, as the rotator's ledger has them: how far each has come and since when,"
                        + " what is next, and how often in a row that could not be done.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol rotations",
            "  ./patrol rotations --all --organization contoso",
            "  ./patrol rotations --json | jq 'select(.setbacks > 0)'"
        })
public final class RotationsCommand implements Callable<Integer> {
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
            paramLabel = "NAME",
            description = "Only those of this organization.")
    private String organization;

    @Option(names = "--all", description = "Also the last one of each token that has ended.")
    private boolean all;

    public RotationsCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<Rotation> rotations = new Ledger(Topics.reach(settings, clock))
                .find(rotation -> (all || !rotation.hasEnded())
                        && (organization == null || organization.equalsIgnoreCase(rotation.organization())));
        if (output.isJson()) {
            rotations.forEach(rotation -> console.json(rotation.json()));
        } else if (rotations.isEmpty()) {
            console.say(all ? "There was no rotation yet." : "No rotation is under way.");
        } else {
            table(rotations);
        }
        return ExitCode.OK;
    }

    private void table(List<Rotation> rotations) {
        Instant now = clock.instant();
        Table table = new Table(
                Column.cut("TOKEN"),
                Column.cut("ORGANIZATION"),
                Column.whole("STATE"),
                Column.whole("SINCE"),
                Column.cut("NEXT"),
                Column.whole("SETBACKS"),
                Column.cut("SUCCESSOR"));
        rotations.forEach(rotation -> table.row(
                Text.of(rotation.token()),
                Text.of(rotation.organization()),
                RotationWords.state(rotation),
                Text.of(rotation.since()
                        .map(since -> Times.rough(Duration.between(since, now)) + " ago")
                        .orElse("")),
                Text.of(RotationWords.next(rotation, now)),
                RotationWords.setbacks(rotation),
                Text.of(rotation.successor().orElse(""))));
        table.print(console);
        console.line("");
        console.say(Counted.of(rotations.size(), "rotation") + ".");
    }
}
