package dev.patrol.rotator.tokens;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently Azure DevOps is asked. */
@ConfigMapping(prefix = "patrol.token-api")
public interface TokenApiSettings {
    /** How often a call that may be made twice is repeated where the failure may pass. */
    @Setting(expects = "a whole number from 0 to 20", min = 0, max = 20)
    @WithDefault("4")
    int retries();

    /** Wait before the first retry; it doubles with each, with jitter. */
    @Setting(expects = "a duration, for example 1s or PT1S", min = 1)
    @WithDefault("1s")
    Duration retryDelay();

    /** Longest wait between two tries. */
    @Setting(expects = "a duration, for example 30s or PT30S", min = 1)
    @WithDefault("30s")
    Duration retryMaxDelay();

    /**
     * How old a list of the live tokens may be where nothing is known to have changed since; it becomes longer with the time
     * that reading the list takes. With zero every rotation reads a list of its own.
     */
    @Setting(expects = "a duration, for example 10s or PT10S")
    @WithDefault("10s")
    Duration listMaxAge();

    /** How long one call may take. */
    @Setting(expects = "a duration, for example 30s or PT30S", min = 1)
    @WithDefault("30s")
    Duration timeout();
}
