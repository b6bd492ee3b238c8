package dev.patrol.cli.order;

import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.AskOptions;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.options.TokenOptions;
import dev.patrol.cli.options.WaitOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.signing.SigningKey;
import dev.patrol.cli.terminal.Console;
import dev.patrol.model.RevokeToken;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol revoke}. */
@Command(
        name = "revoke",
        description =
                "Asks to revoke one token now, at once and without asking back. A token that is named by its secret or"
                        + " base name is whatever generation lives when the command is obeyed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol revoke deploy-production --reason 'its value is in a public repository' --wait",
            "  ./patrol revoke deploy-production --rotate --reason 'laptop stolen' --wait --deadline 1m",
            "  ./patrol revoke --id 1b4e28ba-2fa1-41d2-883f-0016d3cca427 --organization contoso --reason leaked"
        })
public final class RevokeCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private TokenOptions token;

    @Option(names = "--rotate", description = "Also gives its dependents a successor, in the same secret.")
    private boolean rotate;

    @Mixin
    private AskOptions ask;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private OutputOptions output;

    public RevokeCommand(Settings settings, Console console, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Optional<SigningKey> key = ask.key(settings);
        Topics topics = Topics.reach(settings, clock);
        try (Publishing publishing = topics.publishing(key)) {
            return new Order(topics, console, output)
                    .give(
                            new RevokeToken(token.selector(topics, settings), ask.reason(), ask.requestedBy(), rotate),
                            publishing,
                            wait);
        }
    }
}
