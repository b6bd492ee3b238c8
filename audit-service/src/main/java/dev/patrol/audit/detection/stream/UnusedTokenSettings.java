package dev.patrol.audit.detection.stream;

import dev.patrol.model.Response;
import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a token counts as unused, and what comes of it. */
@ConfigMapping(prefix = "patrol.unused-token")
public interface UnusedTokenSettings {
    /** Time without an audited action. */
    @Setting(expects = "a duration of a day or more, for example 30d", min = 86_400_000)
    @WithDefault("30d")
    Duration after();

    /** The audit log does not show reads: what looks unused may be in use. */
    @Setting(expects = "notify or revoke", pattern = "(?i)notify|revoke")
    @WithDefault("notify")
    Response action();

    /** How often is looked for unused tokens. */
    @Setting(expects = "a duration from 1s to 1d, for example 1h", min = 1000, max = 86_400_000)
    @WithDefault("1h")
    Duration checkEvery();

    /** Names of tokens that are never called unused. */
    @Setting(expects = "names with * and ?, separated by commas, for example deploy-*,lab")
    Optional<List<String>> exceptTokens();
}
