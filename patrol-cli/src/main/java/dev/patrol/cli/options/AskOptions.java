package dev.patrol.cli.options;

import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.signing.SigningKey;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What everybody says who asks for something: why, and who asks; and a signature, where one is demanded. */
public final class AskOptions {
    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, in a sentence for those who read about it later.")
    private String reason;

    @Option(
            names = "--requested-by",
            paramLabel = "NAME",
            description = "Who asks. Default: the user of this machine, as user@host.")
    private String requestedBy;

    @Mixin
    private KeyOptions key;

    public String reason() {
        return reason;
    }

    public String requestedBy() {
        return requestedBy == null ? Requester.ofThisMachine() : requestedBy;
    }

    /** What to sign with, where that is wanted. */
    public Optional<SigningKey> key(Settings settings) {
        return key.key(settings);
    }
}
