package dev.patrol.cli.deadletters;

import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Prompt;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./patrol dead-letters}. */
@Command(
        name = "dead-letters",
        description = "The records that could not be read or worked on: lists them, shows one, puts them back.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol dead-letters list --since 1d",
            "  ./patrol dead-letters show 12",
            "  ./patrol dead-letters replay 12 13"
        })
public final class DeadLettersCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    private DeadLettersCommand() {}

    public static CommandLine of(Settings settings, Console console, Prompt prompt, Clock clock) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new ListCommand(settings, console, clock))
                .addSubcommand(new ShowCommand(settings, console, clock))
                .addSubcommand(new ReplayCommand(settings, console, prompt, clock));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say list, show or replay.");
    }
}
