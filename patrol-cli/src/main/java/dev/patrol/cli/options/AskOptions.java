package dev.patrol.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What everybody says who asks for something: why, and who asks. */
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

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Signs the command with this Ed25519 key: PKCS#8 in PEM, readable by its owner alone.")
    private Path key;

    @Option(
            names = "--key-id",
            paramLabel = "ID",
            description = "What the rotator's list of keys calls it. Default: the file's name without its ending.")
    private String keyId;

    public String reason() {
        return reason;
    }

    public String requestedBy() {
        return requestedBy == null ? Requester.ofThisMachine() : requestedBy;
    }

    public Optional<Path> key() {
        return Optional.ofNullable(key);
    }

    public Optional<String> keyId() {
        return Optional.ofNullable(keyId);
    }
}
