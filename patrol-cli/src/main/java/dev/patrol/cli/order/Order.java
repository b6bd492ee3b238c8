package dev.patrol.cli.order;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.events.CommandWords;
import dev.patrol.cli.events.EventLine;
import dev.patrol.cli.events.Happening;
import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.options.WaitOptions;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.Command;
import dev.patrol.model.wire.Envelope;
import java.time.Duration;
import java.util.Optional;

/** Asks for something, and where that is wanted tells what comes of it. */
public final class Order {
    private final Topics topics;
    private final Console console;
    private final OutputOptions output;

    public Order(Topics topics, Console console, OutputOptions output) {
        this.topics = topics;
        this.console = console;
        this.output = output;
    }

    /** @return the exit code of the call */
    int give(Command command, Publishing publishing, WaitOptions wait) {
        if (!wait.isWanted()) {
            send(command, publishing);
            if (!output.isJson()) {
                console.say("What comes of it is seen with ./patrol watch --since 5m, or at once with --wait.");
            }
            return ExitCode.OK;
        }
        return giveAndWait(command, publishing, wait.deadline());
    }

    /** @return the exit code of the call */
    int giveAndWait(Command command, Publishing publishing, Duration deadline) {
        try (Answers answers = Answers.listen(topics, command)) {
            return giveAndHear(command, publishing, answers, deadline);
        }
    }

    /**
     * The same for one of several commands, whose answers are heard with one ear.
     *
     * @return the exit code of the call
     */
    public int giveAndHear(Command command, Publishing publishing, Answers answers, Duration deadline) {
        Envelope<Command> sent = send(command, publishing);
        return exitCode(answers.await(sent, deadline, this::tell), deadline);
    }

    private Envelope<Command> send(Command command, Publishing publishing) {
        Envelope<Command> envelope = publishing.envelope(command);
        publishing.send(envelope);
        if (output.isJson()) {
            console.json(Happening.of(envelope).json());
        } else {
            console.say("Asked to " + CommandWords.whatOf(command) + " (command " + envelope.id() + ").");
        }
        return envelope;
    }

    private void tell(Happening happening) {
        if (output.isJson()) {
            console.json(happening.json());
        } else {
            console.line(EventLine.withTime(happening));
        }
    }

    private int exitCode(Optional<Answers.Ending> ending, Duration deadline) {
        if (ending.isEmpty()) {
            console.error("There was no end within " + Times.rough(deadline)
                    + ". It may still happen: ./patrol watch shows it. Is the rotator running?");
            return ExitCode.NO_ANSWER;
        }
        return ending.get().exitCode();
    }
}
