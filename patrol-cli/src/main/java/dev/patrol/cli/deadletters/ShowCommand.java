package dev.patrol.cli.deadletters;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.SafeText;
import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./patrol dead-letters show}. */
@Command(
        name = "show",
        description = "Shows a dead letter with its headers and its value.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./patrol dead-letters show 12", "  ./patrol dead-letters show 12 --json | jq .data"})
final class ShowCommand implements Callable<Integer> {
    private static final int LONGEST_VALUE = 20_000;

    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private OutputOptions output;

    @Parameters(paramLabel = "NUMBER", description = "As dead-letters list has it.")
    private long number;

    ShowCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        DeadLetter letter = new DeadLetters(Topics.reach(settings, clock))
                .of(List.of(number))
                .get(0);
        if (output.isJson()) {
            console.json(letter.json());
        } else {
            print(letter);
        }
        return ExitCode.OK;
    }

    private void print(DeadLetter letter) {
        line("number", Long.toString(letter.number()));
        line("time", Times.second(letter.happening().written()));
        line("reason", letter.reason());
        line("key", String.valueOf(letter.message().key()));
        letter.happening().headers().forEach(this::line);
        console.line("");
        console.line(letter.text()
                .map(text -> SafeText.shortened(text, LONGEST_VALUE))
                .or(() -> letter.valueLeftOut()
                        .map(bytes -> "(the value was left out: its " + bytes
                                + " bytes were too many for the dead letters. The record as it was is on "
                                + letter.place()
                                + ", as long as that topic keeps it)"))
                .orElse("(no value)"));
    }

    private void line(String label, String text) {
        console.line(List.of(Text.of(label + ": ", Style.QUIET), Text.of(text)));
    }
}
