package dev.patrol.cli.breakglass;

import dev.patrol.cli.CallFailed;
import dev.patrol.cli.ExitCode;
import dev.patrol.cli.events.CommandWords;
import dev.patrol.cli.kafka.Publishing;
import dev.patrol.cli.kafka.Topics;
import dev.patrol.cli.options.AskOptions;
import dev.patrol.cli.options.CommonOptions;
import dev.patrol.cli.options.DurationText;
import dev.patrol.cli.options.FilterOptions;
import dev.patrol.cli.options.OutputOptions;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.signing.SigningKey;
import dev.patrol.cli.terminal.Console;
import dev.patrol.cli.terminal.Prompt;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.RevokeAll;
import dev.patrol.model.TokenFilter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./patrol break-glass}. */
@Command(
        name = "break-glass",
        description =
                "Revokes all tokens of an organization, or all that fit. First Patrol tells what would die; then the"
                        + " organization's name has to be typed out. The rotator goes on with it whatever becomes of this call.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patrol break-glass --organization contoso --reason 'intruder in the build system' --dry-run",
            "  ./patrol break-glass --organization contoso --reason 'intruder in the build system'",
            "  ./patrol break-glass --organization contoso --owner ana@contoso.example --reason 'account taken over'",
            "  ./patrol break-glass --organization contoso --reason drill --confirm contoso --json"
        })
public final class BreakGlassCommand implements Callable<Integer> {
    private final Settings settings;
    private final Console console;
    private final Prompt prompt;
    private final Clock clock;

    @Mixin
    private CommonOptions common;

    @Option(names = "--name", paramLabel = "GLOB", description = "Only tokens whose display name fits.")
    private String name;

    @Option(names = "--owner", paramLabel = "USER", description = "Only tokens of this user.")
    private String owner;

    @Mixin
    private FilterOptions filter;

    @Option(
            names = "--rotate",
            description = "Dependents of tokens that Patrol looks after get successors at once, in the same secrets.")
    private boolean rotate;

    @Option(
            names = "--own-credential",
            description =
                    "Also the token by which Patrol itself signs in, last of all. Then nothing works until a person"
                            + " signs in again.")
    private boolean ownCredential;

    @Option(names = "--dry-run", description = "Only tells what would die.")
    private boolean dryRun;

    @Option(
            names = "--confirm",
            paramLabel = "ORGANIZATION",
            description = "Does not ask: the organization's name, once more.")
    private String confirm;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "30m",
            description = "How long to wait for each of the two steps. Default: ${DEFAULT-VALUE}.")
    private Duration deadline;

    @Mixin
    private AskOptions ask;

    @Mixin
    private OutputOptions output;

    public BreakGlassCommand(Settings settings, Console console, Prompt prompt, Clock clock) {
        this.settings = settings;
        this.console = console;
        this.prompt = prompt;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        TokenFilter wanted = filter.filter(name, owner, settings);
        if (confirm != null && !confirm.equalsIgnoreCase(wanted.organization())) {
            throw CallFailed.wrongCall("--confirm does not name the organization " + wanted.organization() + ".");
        }
        Optional<SigningKey> key = ask.key(settings);
        Topics topics = Topics.reach(settings, clock);
        Narration narration = output.isJson() ? new JsonNarration(console) : new Narrator(console);
        try (Publishing publishing = topics.publishing(key)) {
            Glass glass = new Glass(topics, publishing, narration, deadline);
            BreakGlassEnded seen = glass.order(command(wanted, true, null));
            if (dryRun) {
                return ExitCode.OK;
            }
            if (seen.account().found() == seen.account().alreadyDead()) {
                throw CallFailed.with(ExitCode.NOT_FOUND, "There is nothing to revoke.");
            }
            requireConfirmation(wanted, seen);
            BreakGlassEnded ended = glass.order(command(wanted, false, seen.confirmation()));
            return ended.isWhole() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private RevokeAll command(TokenFilter wanted, boolean isDryRun, String confirmation) {
        return new RevokeAll(wanted, ask.reason(), ask.requestedBy(), rotate, isDryRun, ownCredential, confirmation);
    }

    private void requireConfirmation(TokenFilter wanted, BreakGlassEnded seen) {
        String question = "Type the organization's name to revoke " + CommandWords.nameOf(wanted) + ":";
        if (confirm == null && !prompt.confirms(question, seen.organization())) {
            throw CallFailed.with(
                    ExitCode.NOT_CONFIRMED,
                    "Not confirmed. Nothing was revoked. Programs say --confirm " + seen.organization() + ".");
        }
        if (seen.confirmationExpires() != null && !clock.instant().isBefore(seen.confirmationExpires())) {
            throw CallFailed.with(
                    ExitCode.NOT_CONFIRMED,
                    "That took too long: tokens may have come since. Nothing was revoked. Run it again.");
        }
    }
}
