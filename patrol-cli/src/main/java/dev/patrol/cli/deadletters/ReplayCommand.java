package dev.patrol.cli.deadletters;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Prompt;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./patrol dead-letters replay}. */
@Command(
        name = "replay",
        description =
                "Puts dead letters back on the topics that they died on, as they were, after what was wrong is mended."
                        + " Each is marked: one that has died again is put back only with --again.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./patrol dead-letters replay 12 13", "  ./patrol dead-letters replay 12 --yes"})
final class ReplayCommand implements Callable<Integer> {
    private static final String YES = "yes";

    private final Settings settings;
    private final Console console;
    private final Prompt prompt;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "As dead-letters list has them.")
    private Set<Long> numbers = new LinkedHashSet<>();

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Option(names = "--again", description = "Also those that were put back before, and died again.")
    private boolean again;

    ReplayCommand(Settings settings, Console console, Prompt prompt, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.prompt = prompt;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Topics topics = Topics.reach(settings, clock);
        List<DeadLetter> letters = new DeadLetters(topics).of(numbers);
        letters.forEach(this::requireThatItCanGoBack);
        letters.forEach(letter -> console.say(letter.number() + " to " + letter.topicName() + ": "
                + letter.happening().type() + ", key " + letter.message().key() + ". It died since: "
                + letter.reason()));
        String question =
                letters.size() == 1 ? "Put it back? Type yes:" : "Put these " + letters.size() + " back? Type yes:";
        if (!yes && !prompt.confirms(question, YES)) {
            throw CallFailed.with(ExitCode.NOT_CONFIRMED, "Nothing was put back. Programs say --yes.");
        }
        try (Publishing publishing = topics.publishing(Optional.empty())) {
            for (DeadLetter letter : letters) {
                publishing.send(letter.replay(), letter.topic().orElseThrow());
                console.say(letter.number() + " is back on " + letter.topicName() + ".");
            }
        }
        console.say("Whether they are understood now is seen with ./patrol dead-letters list and ./patrol watch.");
        return ExitCode.OK;
    }

    private void requireThatItCanGoBack(DeadLetter letter) {
        if (letter.topic().isEmpty()) {
            throw CallFailed.because("Dead letter " + letter.number()
                    + " does not say which of Patrol's topics it died on," + " so it can't go back.");
        }
        if (letter.valueLeftOut().isPresent()) {
            throw CallFailed.because(
                    "Dead letter " + letter.number() + " is without its value, which was too large for the"
                            + " dead letters, so it can't go back. The record as it was is on " + letter.place()
                            + ", as long as that topic keeps it. Have whoever wrote it write it anew, and smaller.");
        }
        if (letter.replayOf().isPresent() && !again) {
            throw CallFailed.because("Dead letter " + letter.number() + " was put back before, from "
                    + letter.replayOf().get() + ", and died again. Mend what its reason says, then say --again.");
        }
    }
}
