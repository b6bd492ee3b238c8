package dev.patrol.cli.watch;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.events.EventFilter;
import dev.patrol.cli.events.EventLine;
import dev.patrol.cli.events.Happening;
import dev.patrol.cli.kafka.Following;
import dev.patrol.cli.kafka.LeftOut;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.DurationText;
import dev.patrol.cli.options.OrganizationName;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.Severity;
import dev.patrol.model.Topic;
import dev.patrol.service.text.Glob;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol watch}. */
@Command(
        name = "watch",
        description =
                "Shows what happens on the topics as it happens, a line each, until Ctrl-C. The inventory and the audit"
                        + " log are shown where --type asks for them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol watch --since 1h",
            "  ./patrol watch --type 'token.revoked,rotation.*' --organization contoso",
            "  ./patrol watch --severity high --json | jq .data.reason",
            "  ./patrol watch --token 'deploy-*' --type token.revoked --count 1 --for 1m"
        })
public final class WatchCommand implements Callable<Integer> {
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--type",
            split = ",",
            paramLabel = "GLOB",
            description = "Only these types, without the prefix dev.patrol. and with or without version, for example"
                    + " token.revoked or 'token.*'. May be repeated.")
    private List<String> types = List.of();

    @Option(
            names = "--organization",
            converter = OrganizationName.class,
            split = ",",
            paramLabel = "NAME",
            description = "Only what concerns this organization. May be repeated.")
    private Set<String> organizations = new TreeSet<>();

    @Option(
            names = "--token",
            paramLabel = "GLOB",
            description = "Only what concerns tokens whose display name, secret name or authorization id fits.")
    private String token;

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Only findings this severe or more: low, medium, high or critical.")
    private Severity severity;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description =
                    "First what happened within this time, for example 1h. Default: only what happens from now on.")
    private Duration since;

    @Option(names = "--count", paramLabel = "NUMBER", description = "Ends after so many lines.")
    private Long count;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "Ends after this time; with --count the exit code is 7 then.")
    private Duration atMost;

    public WatchCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<Glob> globs = types.stream().map(Glob::of).toList();
        Set<Topic> topics = WatchedTopics.of(globs);
        EventFilter filter = new EventFilter(
                globs,
                organizations.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                Optional.ofNullable(token).map(Glob::of),
                Optional.ofNullable(severity));
        try (Following following = Topics.reach(settings, clock)
                .follow(topics, Optional.ofNullable(since).map(clock.instant()::minus))) {
            return watch(following, filter);
        }
    }

    private int watch(Following following, EventFilter filter) {
        long end = atMost == null ? Long.MAX_VALUE : System.nanoTime() + atMost.toNanos();
        Silence silence = new Silence(SILENCE, following::isAnswered, console);
        Set<Topic> leftOut = Set.of();
        long told = 0;
        while (count == null || told < count) {
            leftOut = sayWhatIsLeftOut(following.unreadable(), leftOut);
            if (System.nanoTime() >= end) {
                return count == null ? ExitCode.OK : ExitCode.NO_ANSWER;
            }
            List<ConsumerRecord<String, byte[]>> records = following.next(TURN);
            silence.heard(!records.isEmpty());
            for (ConsumerRecord<String, byte[]> message : records) {
                Happening happening = Happening.of(message);
                if (filter.test(happening) && (count == null || told < count)) {
                    tell(happening);
                    told++;
                }
            }
            if (console.isClosed()) {
                return ExitCode.OK;
            }
        }
        return ExitCode.OK;
    }

    private void tell(Happening happening) {
        if (output.isJson()) {
            console.json(happening.json());
        } else {
            console.line(EventLine.withTime(happening));
        }
    }

    /** On standard error, where it is in nobody's way. */
    private Set<Topic> sayWhatIsLeftOut(Set<Topic> unreadable, Set<Topic> said) {
        if (!unreadable.equals(said)) {
            console.error(LeftOut.sentence(unreadable));
        }
        return unreadable;
    }
}
