package dev.patrol.rotator.rotation;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What successors look like, and how long both tokens live. */
@ConfigMapping(prefix = "patrol.rotation")
public interface RotationSettings {
    /** How many days a successor lives. Azure DevOps allows one year at most. */
    @Setting(variable = "NEW_TOKEN_VALID_DAYS", expects = "a whole number of days from 1 to 365", min = 1, max = 365)
    int validDays();

    /** Days left at which the scanner calls a token due; here only for checking that the schedule can hold. */
    @Setting(variable = "ROTATION_THRESHOLD_DAYS", expects = "a whole number of days from 1 to 365", min = 1, max = 365)
    int thresholdDays();

    /** How often a creation whose answer is lost is tried in all. */
    @Setting(expects = "a whole number from 1 to 10", min = 1, max = 10)
    @WithDefault("3")
    int creationAttempts();

    /** How many tokens are worked on at the same time. */
    @Setting(expects = "a whole number from 1 to 256", min = 1, max = 256)
    int concurrency();

    /** How long a replaced token lives on, so that its dependents can take the successor; zero revokes it at once. */
    @Setting(expects = "a duration, for example 24h or PT24H")
    @WithDefault("24h")
    Duration overlap();

    /** Other overlaps for some tokens; the first that fits holds. */
    List<OverlapRule> overlapRules();

    /** Who reads which secrets, and may end the overlap by acknowledging. */
    List<Dependents> dependents();

    /** How often the clock is looked at for overlaps that have ended and steps that may be tried again. */
    @Setting(expects = "a duration, for example 1s or PT1S", min = 1)
    @WithDefault("1s")
    Duration tick();

    /** How often revoked tokens are looked for, many with one list, to see that they are dead. */
    @Setting(expects = "a duration, for example 2s or PT2S", min = 1)
    @WithDefault("1s")
    Duration readBackEvery();

    /** How often in a row a step may fail before the rotation is given up. */
    @Setting(expects = "a whole number from 0 to 100", min = 0, max = 100)
    @WithDefault("12")
    int setbacks();

    /** Wait before a failed step is tried again; it doubles with each failure. */
    @Setting(expects = "a duration, for example 30s or PT30S", min = 1)
    @WithDefault("30s")
    Duration setbackDelay();

    /** Longest wait before a failed step is tried again. */
    @Setting(expects = "a duration, for example 1h or PT1H", min = 1)
    @WithDefault("1h")
    Duration setbackMaxDelay();

    /** An overlap of its own for some tokens. */
    interface OverlapRule {
        /** Glob on display names. */
        @Setting(expects = "a glob on display names, for example deploy-*")
        String tokens();

        @Setting(expects = "a duration, for example 24h or PT24H")
        Duration overlap();
    }

    /** Dependents of some secrets. */
    interface Dependents {
        /** Glob on secret names. */
        @Setting(expects = "a glob on secret names, for example deploy-*")
        String secrets();

        /** The names by which they acknowledge. */
        @Setting(expects = "names, separated by commas")
        List<String> names();
    }
}
