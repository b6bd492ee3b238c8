package dev.patrol.cli.declared;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.AskOptions;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.DurationText;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.order.Answers;
import dev.patrol.cli.order.Order;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.signing.SigningKey;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Prompt;
import dev.patrol.model.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol apply}. */
@Command(
        name = "apply",
        description =
                "Has the tokens of an organization brought to what a file declares. Shows the plan first, and asks.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol apply --reason 'tokens of the new build farm'",
            "  ./patrol apply team/tokens.yaml --reason 'commit 4f1c2a' --yes --key ci.pem"
        })
public final class ApplyCommand implements Callable<Integer> {
    private static final String YES = "yes";

    private final Settings settings;
    private final Console console;
    private final Prompt prompt;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private DeclaredOptions declared;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "2m",
            description = "How long to wait for each command's end. Default: ${DEFAULT-VALUE}.")
    private Duration deadline;

    @Mixin
    private AskOptions ask;

    @Mixin
    private OutputOptions output;

    public ApplyCommand(Settings settings, Console console, Prompt prompt, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.prompt = prompt;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<DeclaredToken> tokens = declared.declared(settings);
        Optional<SigningKey> key = ask.key(settings);
        Topics topics = Topics.reach(settings, clock);
        Plan plan = declared.plan(tokens, settings, topics, clock);
        if (!output.isJson()) {
            PlanPage.print(plan, console);
        }
        int actions = plan.actions().size();
        if (actions == 0) {
            return plan.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
        requireConfirmation(actions);
        try (Publishing publishing = topics.publishing(key);
                Answers answers = Answers.listen(
                        topics, EnumSet.of(Topic.COMMAND_RESULTS, Topic.TOKEN_ROTATED, Topic.TOKEN_REVOKED))) {
            Application application = new Application(
                    new Order(topics, console, output),
                    publishing,
                    answers,
                    new Steps(ask.reason(), ask.requestedBy()),
                    deadline);
            return outcome(application.carryOut(plan), plan);
        }
    }

    private void requireConfirmation(int actions) {
        String changes = actions == 1 ? "this change" : "these " + actions + " changes";
        if (!yes && !prompt.confirms("Type " + YES + " to have " + changes + " made:", YES)) {
            throw CallFailed.with(
                    ExitCode.NOT_CONFIRMED, "Not confirmed. Nothing was asked for. Programs say --" + YES + ".");
        }
    }

    private int outcome(Application.Outcome outcome, Plan plan) {
        int actions = plan.actions().size();
        if (!output.isJson()) {
            console.say("Done: " + outcome.done() + " of " + actions + ".");
        }
        if (!outcome.failed().isEmpty()) {
            console.error("Not done: " + String.join(", ", outcome.failed())
                    + ". What is said above of each mends it; apply again after that.");
        }
        if (outcome.isBrokenOff()) {
            console.error("The rest was not asked for.");
            return ExitCode.NO_ANSWER;
        }
        boolean isWhole = outcome.done() == actions && plan.count(Change.Kind.BLOCKED) == 0;
        return isWhole ? ExitCode.OK : ExitCode.FAILED;
    }
}
