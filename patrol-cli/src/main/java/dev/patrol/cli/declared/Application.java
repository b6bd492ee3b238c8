package dev.patrol.cli.declared;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.order.Answers;
import dev.patrol.cli.order.Order;
import dev.patrol.model.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gives the commands of a plan, one change after the other, and waits for the end of each. */
final class Application {
    private final Order order;
    private final Publishing publishing;
    private final Answers answers;
    private final Steps steps;
    private final Duration deadline;

    /** @param deadline how long to wait for the end of each command */
    Application(Order order, Publishing publishing, Answers answers, Steps steps, Duration deadline) {
        this.order = order;
        this.publishing = publishing;
        this.answers = answers;
        this.steps = steps;
        this.deadline = deadline;
    }

    /**
     * What came of it.
     *
     * @param failed lineages that are not as declared
     * @param isBrokenOff whether nobody answered, so that nothing more was asked for
     */
    record Outcome(int done, List<String> failed, boolean isBrokenOff) {
        Outcome {
            failed = List.copyOf(failed);
        }
    }

    /** One that fails keeps no other from being done; where nobody answers, nobody would answer the next either. */
    Outcome carryOut(Plan plan) {
        List<String> failed = new ArrayList<>();
        int done = 0;
        for (Change change : plan.actions()) {
            int ended = carryOut(change);
            if (ended == ExitCode.OK) {
                done++;
            } else {
                failed.add(change.token().lineage().toString());
            }
            if (ended == ExitCode.NO_ANSWER) {
                return new Outcome(done, failed, true);
            }
        }
        return new Outcome(done, failed, false);
    }

    private int carryOut(Change change) {
        for (Command command : steps.of(change)) {
            int ended = order.giveAndHear(command, publishing, answers, deadline);
            if (ended != ExitCode.OK) {
                return ended;
            }
        }
        return ExitCode.OK;
    }
}
