package dev.patrol.service.topics;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What comes of topics that are not as the contract declares them. */
@ConfigMapping(prefix = "patrol.topics")
public interface TopicsSettings {
    enum Check {
        /** A service that can't work with them, or would lose what it needs, is not ready. */
        REQUIRE,
        /** It is told, and whoever looks after the brokers is trusted to know better. */
        TELL
    }

    @Setting(expects = "require or tell")
    @WithDefault("require")
    Check check();
}
