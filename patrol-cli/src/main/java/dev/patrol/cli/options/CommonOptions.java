package dev.patrol.cli.options;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every subcommand takes. The script {@code ./patrol} obeys those about settings, and hands none of them on. */
public final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    boolean help;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--local", description = "Takes the settings of the ./patrol up that runs here, and nothing else.")
    void local(boolean given) {
        if (given) {
            throw forTheScript("--local");
        }
    }

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Takes what the environment has not from this file, instead of from .env.")
    void envFile(Path file) {
        if (file != null) {
            throw forTheScript("--env-file");
        }
    }

    private ParameterException forTheScript(String option) {
        return new ParameterException(
                spec.commandLine(), option + " is for the script ./patrol, which reads the settings.");
    }
}
