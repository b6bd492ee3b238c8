package dev.patrol.cli.deadletters;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.DurationText;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Style;
import dev.patrol.cli.terminal.Table;
import dev.patrol.cli.terminal.Table.Column;
import dev.patrol.cli.terminal.Text;
import dev.patrol.cli.terminal.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol dead-letters list}. */
@Command(
        name = "list",
        description = "Lists the last dead letters, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol dead-letters list",
            "  ./patrol dead-letters list --from patrol.revoke-commands --since 7d --json"
        })
final class ListCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private OutputOptions output;

    @Option(names = "--from", paramLabel = "TOPIC", description = "Only those that died on this topic.")
    private String from;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "Only those of this time, for example 1d.")
    private Duration since;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "How many at most, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    ListCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw CallFailed.wrongCall("--limit is from 1 to " + MOST + ".");
        }
        List<DeadLetter> letters = new DeadLetters(Topics.reach(settings, clock))
                .last(
                        limit,
                        since == null ? Instant.EPOCH : clock.instant().minus(since),
                        letter -> from == null || from.equals(letter.topicName()));
        if (output.isJson()) {
            letters.forEach(letter -> console.json(letter.json()));
        } else if (letters.isEmpty()) {
            console.say("There are no dead letters.");
        } else {
            table(letters);
        }
        return ExitCode.OK;
    }

    private void table(List<DeadLetter> letters) {
        Table table = new Table(
                Column.whole("NUMBER"),
                Column.whole("TIME"),
                Column.cut("FROM"),
                Column.cut("TYPE"),
                Column.cut("KEY"),
                Column.cut("REASON"));
        letters.forEach(letter -> table.row(
                Text.of(Long.toString(letter.number())),
                Text.of(Times.second(letter.happening().written())),
                Text.of(letter.topicName()),
                Text.of(letter.happening().type()),
                Text.of(letter.message().key() == null ? "" : letter.message().key()),
                Text.of(
                        letter.replayOf()
                                        .map(number -> "(put back from " + number + ") ")
                                        .orElse("")
                                + letter.valueLeftOut()
                                        .map(bytes -> "(without its value of " + bytes + " bytes) ")
                                        .orElse("")
                                + letter.reason(),
                        letter.replayOf().isPresent() ? Style.BAD : Style.PLAIN)));
        table.print(console);
    }
}
