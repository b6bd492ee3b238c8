package dev.patrol.rotator.revocation;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hard a revocation is tried that can't wait. */
@ConfigMapping(prefix = "patrol.revocation")
public interface RevocationSettings {
    /** How many of one organization are revoked at the same time. */
    @Setting(expects = "a whole number from 1 to 256", min = 1, max = 256)
    @WithDefault("16")
    int concurrency();

    /** How long is tried where Azure DevOps does not take a revocation; after that a person has to. */
    @Setting(expects = "a duration from 1m to 1d, for example 1h", min = 60_000, max = 86_400_000)
    @WithDefault("1h")
    Duration giveUpAfter();

    /** Wait before a revocation is tried again; it doubles with each failure, with jitter. */
    @Setting(expects = "a duration, for example 1s or PT1S", min = 1)
    @WithDefault("1s")
    Duration retryDelay();

    /** Longest wait between two tries. */
    @Setting(expects = "a duration, for example 1m or PT1M", min = 1)
    @WithDefault("1m")
    Duration retryMaxDelay();
}
