package dev.patrol.scanner.selection;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Which tokens are managed, by globs ({@code *}, {@code ?}) on their display names. */
@ConfigMapping(prefix = "patrol.tokens")
public interface SelectionSettings {
    /** Tokens to manage. */
    @Setting(
            variable = "TOKEN_INCLUDE",
            expects = "globs on display names, separated by commas, for example ci-*,deploy-*")
    List<String> include();

    /** Tokens to leave alone, also where they are included. */
    @Setting(
            variable = "TOKEN_EXCLUDE",
            expects = "globs on display names, separated by commas, for example personal-*")
    Optional<List<String>> exclude();
}
