package dev.patrol.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.cli.check.CheckCommand;
import dev.patrol.cli.check.Service;
import dev.patrol.cli.login.LoginCommand;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The subcommands of {@code ./patrol} for operators. */
@Command(name = "patrol", description = "Patrol from the command line.")
public final class PatrolCli implements Runnable {
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private PatrolCli() {}

    public static void main(String... arguments) {
        // The libraries log what the command says in its own words; PATROL_LOG_LEVEL=debug shows them to who looks for
        // more.
        System.setProperty(LOG_LEVEL, System.getenv().getOrDefault("PATROL_LOG_LEVEL", "off"));
        System.exit(run(
                System.getenv(),
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                arguments));
    }

    /** Runs a subcommand with these settings; returns the exit code. */
    public static int run(Map<String, String> environment, PrintStream out, PrintStream err, String... arguments) {
        Settings settings = Settings.of(environment);
        Console console = new Console(out, err, Console.widthIn(environment));
        Clock clock = Clock.systemUTC();
        return new CommandLine(new PatrolCli())
                .addSubcommand(new CheckCommand(settings, console, clock))
                .addSubcommand(new LoginCommand(settings, console, clock))
                .registerConverter(Service.class, Service::named)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler((exception, given) -> wrongCall(exception, console))
                .setExecutionExceptionHandler((exception, command, given) -> {
                    // Only its type: what was not foreseen may quote anything.
                    console.error("Patrol can't go on: " + exception.getClass().getSimpleName()
                            + ". Run it again with PATROL_LOG_LEVEL=info in the environment, and report what it says.");
                    return ExitCode.FAILED;
                })
                .execute(arguments);
    }

    private static int wrongCall(ParameterException exception, Console console) {
        StringWriter usage = new StringWriter();
        exception.getCommandLine().usage(new PrintWriter(usage));
        console.error(exception.getMessage());
        usage.toString().lines().forEach(console::errorLine);
        return ExitCode.WRONG_CALL;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A subcommand is missing.");
    }
}
