package dev.patrol.cli.order;

import dev.patrol.cli.ExitCode;
import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.AskOptions;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.FilterOptions;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.options.WaitOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.signing.SigningKey;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.Restore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./patrol restore}. */
@Command(
        name = "restore",
        description =
                "Asks to issue anew what a break-glass revoked, with the same scopes and into the same secrets. Several"
                        + " patterns, or dependents, are waves: each is asked for once the one before has ended well. What"
                        + " was revoked on purpose, by ./patrol revoke, comes back only by exactly its display name.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol restore 'deploy-*' --reason 'the intruder is out' --wait",
            "  ./patrol restore 'deploy-*' 'build-*' '*' --organization contoso --reason 'in order' --deadline 10m",
            "  ./patrol restore '*' --dependent billing --dependent 'web-*' --reason 'billing first' --deadline 10m"
        })
public final class RestoreCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Parameters(
            paramLabel = "GLOB",
            arity = "1..*",
            description = "Display names of the tokens: * is any characters, ? is one.")
    private List<String> waves;

    @Mixin
    private FilterOptions filter;

    @Option(
            names = "--dependent",
            paramLabel = "GLOB",
            description =
                    "Only what such a dependent reads, as registered with the rotator (patrol.rotation.dependents) or declared. May be"
                            + " repeated: then each is a wave, or as many as there are patterns.")
    private List<String> dependents;

    @Option(
            names = "--include-compromised",
            description = "Also those that were found compromised, which are left out otherwise.")
    private boolean includeCompromised;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AskOptions ask;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private OutputOptions output;

    public RestoreCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    /** A break-glass takes it, so at night somebody gives it here too. */
    @Option(names = "--owner", paramLabel = "USER", hidden = true)
    void owner(String user) {
        if (user != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Whose a dead token was is not known: leave --owner out, and name the tokens by patterns.");
        }
    }

    @Override
    public Integer call() {
        List<Restore> commands = waves();
        Optional<SigningKey> key = ask.key(settings);
        Topics topics = Topics.reach(settings, clock);
        Order order = new Order(topics, console, output);
        try (Publishing publishing = topics.publishing(key)) {
            if (commands.size() == 1) {
                return order.give(commands.get(0), publishing, wait);
            }
            return waveByWave(commands, order, publishing);
        }
    }

    /** A wave that chooses nothing any more is over: so a call that was broken off can be given again. */
    private int waveByWave(List<Restore> commands, Order order, Publishing publishing) {
        int all = ExitCode.NOT_FOUND;
        for (Restore wave : commands) {
            int ended = order.giveAndWait(wave, publishing, wait.deadline());
            if (ended == ExitCode.OK) {
                all = ExitCode.OK;
            } else if (ended != ExitCode.NOT_FOUND) {
                console.error("The waves after " + nameOf(wave) + " were not asked for.");
                return ended;
            }
        }
        return all;
    }

    /** Dependents come before patterns: what the first one reads, in the order of the patterns, then what the next one does. */
    private List<Restore> waves() {
        Stream<Optional<String>> readers = dependents == null
                ? Stream.of(Optional.empty())
                : dependents.stream().map(Optional::of);
        return readers.flatMap(reader -> waves.stream()
                        .map(name -> new Restore(
                                filter.filter(name, null, settings),
                                reader.orElse(null),
                                includeCompromised,
                                ask.reason(),
                                ask.requestedBy())))
                .toList();
    }

    private static String nameOf(Restore wave) {
        String name = wave.filter().displayName();
        return wave.dependent() == null ? name : name + " for " + wave.dependent();
    }
}
