package dev.patrol.cli.completion;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.terminal.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./patrol completion}. */
@Command(
        name = "completion",
        description = "Prints a script with which a shell completes commands and options.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(./patrol completion bash)",
            "  ./patrol completion zsh > ~/.patrol-completion  # and in ~/.zshrc: source ~/.patrol-completion"
        })
public final class CompletionCommand implements Callable<Integer> {
    enum Shell {
        BASH,
        ZSH
    }

    /** What the script {@code ./patrol} does by itself. */
    private static final List<String> OF_THE_SCRIPT = List.of("up", "demo", "help");

    private final Console console;

    @Mixin
    private CommonOptions common;

    /** One script serves both: it tells them apart where it runs. */
    @Parameters(
            paramLabel = "SHELL",
            arity = "0..1",
            defaultValue = "BASH",
            description = "bash or zsh. Default: bash.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    public CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine all = spec.root().commandLine();
        OF_THE_SCRIPT.forEach(verb -> all.addSubcommand(verb, ofTheScript(verb)));
        AutoComplete.bash("patrol", all).lines().forEach(console::raw);
        return ExitCode.OK;
    }

    private static CommandSpec ofTheScript(String verb) {
        CommandSpec command = CommandSpec.create();
        if (verb.equals("up")) {
            command.addOption(OptionSpec.builder("--free-ports").build());
        }
        return command;
    }
}
