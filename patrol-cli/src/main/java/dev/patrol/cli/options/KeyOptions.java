package dev.patrol.cli.options;

import dev.patrol.cli.signing.SigningKey;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a command is signed with. */
public final class KeyOptions {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Signs the command with this Ed25519 key: PKCS#8 in PEM, readable by its owner alone.")
    private Path file;

    @Option(
            names = "--key-id",
            paramLabel = "ID",
            description = "What the rotator's list of keys calls it. Default: the file's name without its ending.")
    private String id;

    /** The key, where one is given. */
    public Optional<SigningKey> key() {
        return Optional.ofNullable(file).map(path -> SigningKey.read(path, Optional.ofNullable(id)));
    }
}
