package dev.patrol.rotator.rotation;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What successors look like. */
@ConfigMapping(prefix = "patrol.rotation")
public interface RotationSettings {
    /** How many days a successor lives. Azure DevOps allows one year at most. */
    @Setting(variable = "NEW_TOKEN_VALID_DAYS", expects = "a whole number of days from 1 to 365", min = 1, max = 365)
    int validDays();

    /** How often a creation whose answer is lost is tried in all. */
    @Setting(expects = "a whole number from 1 to 10", min = 1, max = 10)
    @WithDefault("3")
    int creationAttempts();

    /** How many tokens are worked on at the same time. */
    @Setting(expects = "a whole number from 1 to 64", min = 1, max = 64)
    int concurrency();
}
