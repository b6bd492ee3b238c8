package dev.patrol.service.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the service listens. */
@ConfigMapping(prefix = "patrol.http")
public interface HttpSettings {
    @Setting(variable = "PORT", expects = "a port number from 0 (any free one) to 65535", min = 0, max = 65_535)
    int port();

    @Setting(
            variable = "HTTP_HOST",
            expects = "the address to listen at, for example 127.0.0.1 or 0.0.0.0",
            pattern = "\\S+")
    String host();

    /** The keys of those who may make the service act; without it nobody may from another machine. */
    @Setting(variable = "HTTP_API_KEY_FILE", expects = "a text file with keys, one a line")
    Optional<Path> apiKeyFile();

    /** How long the service still works after it was told to stop, while it says that it is not ready any more. */
    @Setting(expects = "a duration of 10m or less, for example 1s or PT1S", max = 600_000)
    @WithDefault("1s")
    Duration shutdownDelay();
}
