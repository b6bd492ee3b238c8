package dev.patrol.rotator.breakglass;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** How all tokens are revoked at once. */
@ConfigMapping(prefix = "patrol.break-glass")
public interface BreakGlassSettings {
    /** How many users are looked at, and requests sent, at the same time. */
    @Setting(expects = "a whole number from 1 to 64", min = 1, max = 64)
    @WithDefault("16")
    int concurrency();

    /** How long the answer to a dry run may be used to confirm it. */
    @Setting(expects = "a duration from 1m to 1h, for example 10m", min = 60_000, max = 3_600_000)
    @WithDefault("10m")
    Duration confirmationLife();

    /** The token by which Patrol itself signs in, where AZURE_DEVOPS_AUTH is pat: it dies last, and only if asked. */
    @Setting(
            expects = "the authorization id of a token, as ./patrol tokens shows it",
            pattern = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
    Optional<UUID> ownCredential();
}
