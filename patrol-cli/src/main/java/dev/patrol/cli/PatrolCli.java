package dev.patrol.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.cli.breakglass.BreakGlassCommand;
import dev.patrol.cli.check.CheckCommand;
import dev.patrol.cli.completion.CompletionCommand;
import dev.patrol.cli.deadletters.DeadLettersCommand;
import dev.patrol.cli.declared.ApplyCommand;
import dev.patrol.cli.declared.PlanCommand;
import dev.patrol.cli.login.LoginCommand;
import dev.patrol.cli.order.CreateCommand;
import dev.patrol.cli.order.RestoreCommand;
import dev.patrol.cli.order.RevokeCommand;
import dev.patrol.cli.order.RotateCommand;
import dev.patrol.cli.rotations.RotationsCommand;
import dev.patrol.cli.scan.ScanCommand;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.show.ShowCommand;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Prompt;
import dev.patrol.cli.tokens.TokensCommand;
import dev.patrol.cli.topics.TopicsCommand;
import dev.patrol.cli.warmup.WarmUpCommand;
import dev.patrol.cli.watch.WatchCommand;
import dev.patrol.cli.weekly.ReportCommand;
import dev.patrol.model.topics.Service;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The subcommands of {@code ./patrol} for operators. */
@Command(name = "patrol", description = "Patrol from the command line.")
public final class PatrolCli implements Runnable {
    private static final String LOG_LEVEL = "PATROL_LOG_LEVEL";
    private static final int HELP_WIDTH = 100;
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

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
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel", System.getenv().getOrDefault(LOG_LEVEL, "off"));
        System.exit(run(
                System.getenv(),
                Clock.systemUTC(),
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                arguments));
    }

    /** Runs a subcommand with these settings; returns the exit code. */
    public static int run(
            Map<String, String> environment,
            Clock clock,
            InputStream in,
            PrintStream out,
            PrintStream err,
            String... arguments) {
        Console console = new Console(out, err, Console.widthIn(environment), Console.isColoured(environment));
        return commandLine(Settings.of(environment), console, clock, in)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler((exception, given) -> wrongCall(exception, console))
                .setExecutionExceptionHandler((exception, command, given) -> exception instanceof CallFailed known
                        ? failed(known, console)
                        : unforeseen(exception, environment, console))
                .execute(arguments);
    }

    static CommandLine commandLine(Settings settings, Console console, Clock clock, InputStream in) {
        Prompt prompt = new Prompt(console, in);
        return new CommandLine(new PatrolCli())
                .addSubcommand(new TokensCommand(settings, console, clock))
                .addSubcommand(new ShowCommand(settings, console, clock))
                .addSubcommand(new RotateCommand(settings, console, clock))
                .addSubcommand(new CreateCommand(settings, console, clock))
                .addSubcommand(new PlanCommand(settings, console, clock))
                .addSubcommand(new ApplyCommand(settings, console, prompt, clock))
                .addSubcommand(new RevokeCommand(settings, console, clock))
                .addSubcommand(new BreakGlassCommand(settings, console, prompt, clock))
                .addSubcommand(new RestoreCommand(settings, console, clock))
                .addSubcommand(new WatchCommand(settings, console, clock))
                .addSubcommand(new RotationsCommand(settings, console, clock))
                .addSubcommand(DeadLettersCommand.of(settings, console, prompt, clock))
                .addSubcommand(new ReportCommand(settings, console, clock))
                .addSubcommand(new ScanCommand(settings, console, clock))
                .addSubcommand(new TopicsCommand(settings, console))
                .addSubcommand(new CheckCommand(settings, console, clock))
                .addSubcommand(new LoginCommand(settings, console, clock))
                .addSubcommand(new CompletionCommand(console))
                .addSubcommand(new WarmUpCommand(console))
                .registerConverter(Service.class, PatrolCli::service)
                .registerConverter(UUID.class, PatrolCli::uuid)
                .registerConverter(String.class, PatrolCli::text)
                .registerConverter(long.class, PatrolCli::number)
                .registerConverter(Long.class, PatrolCli::number)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(console.width().orElse(HELP_WIDTH))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.isColoured() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    }

    private static Service service(String text) {
        return Service.named(text.strip())
                .orElseThrow(() -> new TypeConversionException(
                        "there is no service '" + text + "', but scanner, rotator, audit and notifier"));
    }

    private static UUID uuid(String text) {
        // The JDK takes shorter ones too.
        if (!UUID_FORM.matcher(text).matches()) {
            throw new TypeConversionException("\"" + text + "\" is no id of the form 8-4-4-4-12 hexadecimal digits");
        }
        return UUID.fromString(text);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException notOne) {
            throw new TypeConversionException("\"" + text + "\" is no number");
        }
    }

    /** What a shell makes of a variable that is not set chooses nothing, and would look like an answer. */
    private static String text(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("it is empty");
        }
        return text;
    }

    private static int failed(CallFailed failure, Console console) {
        console.error(failure.getMessage());
        return failure.exitCode();
    }

    /** What is wrong, and how the call looks; the rest is a page long, and there for who asks for it. */
    private static int wrongCall(ParameterException exception, Console console) {
        CommandLine command = exception.getCommandLine();
        console.error(exception.getMessage());
        command.getHelp().fullSynopsis().lines().forEach(console::errorLine);
        console.error("More is said by ./" + command.getCommandSpec().qualifiedName() + " --help.");
        return ExitCode.WRONG_CALL;
    }

    /** Of what was not foreseen only types and places are told: messages may quote anything. */
    private static int unforeseen(Exception exception, Map<String, String> environment, Console console) {
        console.error("Patrol can't go on: " + exception.getClass().getSimpleName() + ". Run it again with " + LOG_LEVEL
                + "=info in the environment, and report what it says.");
        if (environment.containsKey(LOG_LEVEL)) {
            for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
                console.errorLine(cause.getClass().getName());
                Arrays.stream(cause.getStackTrace()).forEach(frame -> console.errorLine("    at " + frame));
            }
        }
        return ExitCode.FAILED;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A subcommand is missing.");
    }
}
