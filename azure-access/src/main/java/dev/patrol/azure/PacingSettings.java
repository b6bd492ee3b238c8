package dev.patrol.azure;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How calls to Azure DevOps are spread over time. */
@ConfigMapping(prefix = "patrol.azure-devops.pacing")
public interface PacingSettings {
    /** The rule. */
    enum Rule {
        /** By what Azure DevOps says of its limit. */
        ADAPTIVE,
        /** So many calls, then a pause. */
        BATCHES
    }

    @Setting(expects = "adaptive or batches")
    @WithDefault("adaptive")
    Rule rule();

    /** With the adaptive rule, how many calls are under way at once while Azure DevOps says nothing of its limit. */
    @Setting(expects = "a whole number from 1 to 256", min = 1, max = 256)
    @WithDefault("32")
    int mostUnderWay();

    /** With batches, how many calls one has. */
    @Setting(expects = "a whole number from 1 to 256", min = 1, max = 256)
    @WithDefault("10")
    int batchSize();

    /** With batches, how long the pause is after the last answer of one. */
    @Setting(expects = "a duration, for example 2s or PT2S")
    @WithDefault("2s")
    Duration batchPause();

    /** How long a call waits for its turn before it counts as failed. */
    @Setting(expects = "a duration, for example 1m or PT1M")
    @WithDefault("1m")
    Duration patience();
}
