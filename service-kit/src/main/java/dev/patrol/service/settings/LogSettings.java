package dev.patrol.service.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the service writes its log. */
@ConfigMapping(prefix = "patrol.log")
public interface LogSettings {
    /** Whether each line is JSON, for programs that gather logs. */
    @Setting(variable = "PATROL_LOG_JSON", expects = "true or false", pattern = "true|false")
    @WithDefault("false")
    boolean json();
}
