package dev.patrol.cli.settings;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What commands are signed with where the call says nothing else. */
@ConfigMapping(prefix = "patrol.cli.command-key")
public interface CommandKeySettings {
    @Setting(variable = "COMMAND_KEY_FILE", expects = "a file with an Ed25519 key, PKCS#8 in PEM")
    Optional<Path> file();

    /** What the rotator's list of keys calls it; by default the file's name without its ending. */
    @Setting(variable = "COMMAND_KEY_ID", expects = "the key's id in the rotator's list")
    Optional<String> id();
}
