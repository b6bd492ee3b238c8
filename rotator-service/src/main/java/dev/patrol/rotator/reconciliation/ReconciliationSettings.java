package dev.patrol.rotator.reconciliation;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often, and how carefully, leftovers are looked for. */
@ConfigMapping(prefix = "patrol.reconciliation")
public interface ReconciliationSettings {
    /** Time from the start to the first look. */
    @Setting(expects = "a duration, for example 1m or PT1M")
    Duration first();

    /** Time between two looks. */
    @Setting(expects = "a duration, for example 1h or PT1H", min = 1)
    Duration every();

    /** How old a token is at least before it is called a leftover. */
    @Setting(expects = "a duration, for example 1h or PT1H")
    @WithDefault("1h")
    Duration safetyDelay();

    /** With more leftovers than this at one look, something else is wrong, and none is revoked. */
    @Setting(expects = "a whole number from 0 to 10000", min = 0, max = 10_000)
    @WithDefault("10")
    int mostAtOnce();
}
