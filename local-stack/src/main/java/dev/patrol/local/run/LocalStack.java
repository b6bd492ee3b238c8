package dev.patrol.local.run;

import dev.patrol.local.around.AroundCommand;
import dev.patrol.local.around.CurrentSurroundings;
import dev.patrol.local.terminal.Console;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verbs of {@code ./patrol} that run the local stack. */
@Command(name = "patrol", description = "Runs Patrol on this machine, with everything that it needs.")
public class LocalStack implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(LocalStack.class);
    private static final Duration STORY_LIMIT = Duration.ofSeconds(120);

    private final Session session;
    private final CurrentSurroundings surroundings;
    private final Console console;

    @Inject
    LocalStack(Session session, CurrentSurroundings surroundings, Console console) {
        this.session = session;
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public int run(String... arguments) {
        return new CommandLine(this)
                .addSubcommand("up", new Up())
                .addSubcommand("demo", new Demo())
                .addSubcommand(new AroundCommand(surroundings, console))
                .setExecutionExceptionHandler((exception, command, parsed) -> explain(exception))
                .execute(arguments);
    }

    private int explain(Exception exception) {
        if (exception instanceof StackClosed || session.wasToldToStop()) {
            return ExitCode.STOPPED;
        }
        LOG.error("The stack failed", exception);
        console.error("Patrol can't go on: " + exception.getMessage() + " (more in local-stack.log)");
        return ExitCode.FAILED;
    }

    /** Options of both verbs. */
    private abstract class Run implements Callable<Integer> {
        @Option(names = "--home", description = "Folder with the services' modules.", required = true, hidden = true)
        Path home;

        @Option(names = "--run-directory", description = "Folder for logs.", required = true, hidden = true)
        Path runDirectory;

        @Option(names = "--free-ports", description = "Take free ports instead of the documented ones.")
        boolean freePorts;

        @Override
        public Integer call() {
            Optional<RunDirectory> directory = RunDirectory.open(runDirectory);
            if (directory.isEmpty()) {
                console.error("Patrol runs already in "
                        + runDirectory.toAbsolutePath().normalize()
                        + ". Stop it with Ctrl-C where it was started; stack.json there names its page.");
                return ExitCode.ALREADY_RUNNING;
            }
            try {
                return run(directory.get());
            } finally {
                session.end();
            }
        }

        private int run(RunDirectory directory) {
            Ports ports = new Ports(wantsDocumentedPorts());
            if (session.start(directory, home.toAbsolutePath().normalize(), ports, wantsTokens())) {
                return goOn();
            }
            session.sayWhoFell();
            console.error("Not everything came up. The logs are in " + directory.path());
            return ExitCode.FAILED;
        }

        boolean wantsDocumentedPorts() {
            return !freePorts;
        }

        boolean wantsTokens() {
            return true;
        }

        abstract int goOn();
    }

    @Command(name = "up", description = "Starts everything and shows what happens, until Ctrl-C.")
    private final class Up extends Run {
        @Option(names = "--empty", description = "The organization has no tokens in the beginning.")
        private boolean empty;

        @Override
        boolean wantsTokens() {
            return !empty;
        }

        @Override
        int goOn() {
            console.line("Open the page in a browser. Ctrl-C stops everything.");
            console.line("");
            session.live();
            session.sayWhoFell();
            return ExitCode.FAILED;
        }
    }

    @Command(name = "demo", description = "Runs one story of 24 tokens to its end and says what became of each.")
    private final class Demo extends Run {
        /** So that it runs beside an {@code up}. */
        @Override
        boolean wantsDocumentedPorts() {
            return false;
        }

        @Override
        int goOn() {
            List<String> unmet = session.tellStory(STORY_LIMIT);
            console.line("");
            console.line(session.summary());
            console.line("");
            if (unmet.isEmpty()) {
                console.line("All is as it should be: every due token has one successor, stored and working; "
                        + "the old ones are dead, one early since all its dependents acknowledged, one although one had "
                        + "not; the stolen one was revoked at once and replaced; every mail has arrived.");
                return ExitCode.OK;
            }
            session.sayWhoFell();
            console.error("Not as it should be:");
            unmet.forEach(line -> console.error("  " + line));
            return ExitCode.FAILED;
        }
    }
}
