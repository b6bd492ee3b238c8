package dev.patrol.azure;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How it is found out that Azure DevOps is away where nobody calls it. */
@ConfigMapping(prefix = "patrol.azure-devops.reachability")
public interface ReachabilitySettings {
    /** After so long without a call one is made. */
    @Setting(expects = "a duration of 1s or more, for example 5m or PT5M", min = 1_000)
    @WithDefault("5m")
    Duration silence();
}
