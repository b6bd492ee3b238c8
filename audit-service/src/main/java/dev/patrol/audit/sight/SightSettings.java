package dev.patrol.audit.sight;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When it is an alarm that the audit log is not seen. */
@ConfigMapping(prefix = "patrol.audit")
public interface SightSettings {
    /** How long nothing can be read before that is announced; a single failed poll is no alarm. */
    @Setting(expects = "a duration, for example 15m or PT15M", min = 1)
    @WithDefault("15m")
    Duration blindAfter();

    /** How long the log shows no entry at all before that is announced; longer where it was seen to be silent for long. */
    @Setting(expects = "a duration, for example 24h or 2d", min = 60_000)
    @WithDefault("24h")
    Duration silence();
}
