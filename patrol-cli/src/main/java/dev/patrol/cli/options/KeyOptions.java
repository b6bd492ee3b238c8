package dev.patrol.cli.options;

import dev.patrol.cli.settings.CommandKeySettings;
import dev.patrol.cli.settings.Settings;
import dev.patrol.cli.signing.SigningKey;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a command is signed with. */
public final class KeyOptions {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Signs the command with this Ed25519 key: PKCS#8 in PEM, readable by its owner alone. Default:"
                            + " COMMAND_KEY_FILE.")
    private Path file;

    @Option(
            names = "--key-id",
            paramLabel = "ID",
            description = "What the rotator's list of keys calls it. Default: the file's name without its ending, and"
                    + " COMMAND_KEY_ID for that of COMMAND_KEY_FILE.")
    private String id;

    /** The key, where one is given. */
    public Optional<SigningKey> key(Settings settings) {
        Optional<String> given = Optional.ofNullable(id);
        if (file != null) {
            return Optional.of(SigningKey.read(file, given));
        }
        CommandKeySettings defaults = settings.as(CommandKeySettings.class);
        return defaults.file().map(path -> SigningKey.read(path, given.or(defaults::id)));
    }
}
