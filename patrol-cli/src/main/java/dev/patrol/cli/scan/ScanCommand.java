package dev.patrol.cli.scan;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.events.EventLine;
import dev.patrol.cli.events.Happening;
import dev.patrol.cli.kafka.Following;
import dev.patrol.cli.kafka.GroupProgress;
import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.KeyOptions;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.options.Requester;
import dev.patrol.cli.options.WaitOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Times;
import dev.patrol.model.Scan;
import dev.patrol.model.Topic;
import dev.patrol.model.wire.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol scan}. */
@Command(
        name = "scan",
        description = "Asks the scanner to look at all tokens now. What is due is rotated then.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./patrol scan", "  ./patrol scan --wait --deadline 5m"})
public final class ScanCommand implements Callable<Integer> {
    /** The consumer group of the scanners, which is called as they are. */
    private static final String SCANNER = "scanner";

    private static final Duration TURN = Duration.ofMillis(500);
    private static final Set<Topic> SAID_BY_A_SCAN =
            EnumSet.of(Topic.TOKEN_EXPIRING, Topic.POLICY_VIOLATED, Topic.SIGN_IN_REQUIRED);

    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "Asked for with ./patrol scan.",
            description = "Why, in a sentence. Default: ${DEFAULT-VALUE}")
    private String reason;

    @Option(
            names = "--requested-by",
            paramLabel = "NAME",
            description = "Who asks. Default: the user of this machine, as user@host.")
    private String requestedBy;

    @Mixin
    private KeyOptions key;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private OutputOptions output;

    public ScanCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Topics topics = Topics.reach(settings, clock);
        Scan command = new Scan(reason, requestedBy == null ? Requester.ofThisMachine() : requestedBy, "");
        if (!wait.isWanted()) {
            ask(topics, command);
            if (!output.isJson()) {
                console.say("What it finds is seen with ./patrol watch --since 5m, or at once with --wait.");
            }
            return ExitCode.OK;
        }
        try (Following following = topics.follow(SAID_BY_A_SCAN, Optional.empty());
                GroupProgress progress = topics.progress(SCANNER, Topic.SCAN_COMMANDS)) {
            return follow(following, progress, ask(topics, command));
        }
    }

    /** @return the command's offset */
    private long ask(Topics topics, Scan command) {
        try (Publishing publishing = topics.publishing(key.key(settings))) {
            Envelope<Scan> envelope = publishing.envelope(command);
            long offset = publishing.send(envelope);
            if (output.isJson()) {
                console.json(Happening.of(envelope).json());
            } else {
                console.say("Asked for a scan (command " + envelope.id() + ").");
            }
            return offset;
        }
    }

    private int follow(Following following, GroupProgress progress, long offset) {
        long end = System.nanoTime() + wait.deadline().toNanos();
        while (System.nanoTime() < end) {
            Optional<Boolean> done = progress.isDoneWith(offset);
            // What was said before the scan's end is there by now.
            following.next(TURN).forEach(this::tell);
            if (done.isEmpty()) {
                console.error("This user may not know how far the scanner is (DESCRIBE on the group " + SCANNER
                        + "). ./patrol watch shows what it says.");
                return ExitCode.NO_ANSWER;
            }
            if (done.get()) {
                if (!output.isJson()) {
                    console.say("The scan has ended. ./patrol tokens shows what it saw.");
                }
                return ExitCode.OK;
            }
        }
        console.error("The scan has not ended within " + Times.rough(wait.deadline())
                + ". It may still. Is the scanner running? Its /health tells how the last one went.");
        return ExitCode.NO_ANSWER;
    }

    private void tell(ConsumerRecord<String, byte[]> message) {
        Happening happening = Happening.of(message);
        if (output.isJson()) {
            console.json(happening.json());
        } else {
            console.line(EventLine.withTime(happening));
        }
    }
}
