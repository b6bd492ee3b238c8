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
import dev.patrol.model.RotateToken;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./patrol rotate}. */
@Command(
        name = "rotate",
        description =
                "Asks to rotate one token now, whatever its expiry: its successor is stored and verified, and the token"
                        + " is revoked after the usual overlap.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol rotate deploy-production --reason 'an engineer leaves' --wait",
            "  ./patrol rotate --secret-name deploy-production-7f7b7586 --organization contoso --reason test"
        })
public final class RotateCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Mixin
    private TokenOptions token;

    @Mixin
    private AskOptions ask;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private OutputOptions output;

    public RotateCommand(Settings settings, Console console, Clock clock) {
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
                            new RotateToken(token.selector(topics, settings), ask.reason(), ask.requestedBy()),
                            publishing,
                            wait);
        }
    }
}
