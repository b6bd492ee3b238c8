package dev.patrol.scanner.scan;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When scans run and what they call due. */
@ConfigMapping(prefix = "patrol.scan")
public interface ScanSettings {
    /** Days left at which a rotation is due. */
    @Setting(variable = "ROTATION_THRESHOLD_DAYS", expects = "a whole number of days from 1 to 365", min = 1, max = 365)
    int thresholdDays();

    /** Days before the threshold over which due dates are spread, so that tokens created together are not due together. */
    @Setting(expects = "a whole number of days from 0 to 30", min = 0, max = 30)
    @WithDefault("2")
    int spreadDays();

    /** Days that a successor lives; shown by {@code /health}, used by the rotator. */
    @Setting(variable = "NEW_TOKEN_VALID_DAYS", expects = "a whole number of days from 1 to 365", min = 1, max = 365)
    int validDays();

    /** When to scan, in UTC, as a Quartz cron expression with seconds. */
    @Setting(
            variable = "SCAN_CRON",
            expects = "a cron expression with seconds, in UTC, for example 0 0 8 * * ?",
            pattern = "\\S+(\\s+\\S+){5,6}")
    String cron();

    /**
     * How long after asking for a scan that then did not go well one is asked for again, and after one that found tokens which die
     * soon and have no successor.
     */
    @Setting(expects = "a duration, for example 15m or PT15M")
    @WithDefault("15m")
    Duration makeUpAfter();

    /** How often a scan is tried again where the failure may pass. */
    @Setting(expects = "a whole number from 0 to 20", min = 0, max = 20)
    @WithDefault("4")
    int retries();

    /** Wait before the first retry; it doubles with each, with jitter. */
    @Setting(expects = "a duration, for example 5s or PT5S")
    @WithDefault("5s")
    Duration retryDelay();

    /** Longest wait between two tries. */
    @Setting(expects = "a duration, for example 2m or PT2M")
    @WithDefault("2m")
    Duration retryMaxDelay();

    /** How long Azure DevOps may take for one answer. */
    @Setting(expects = "a duration, for example 30s or PT30S")
    @WithDefault("30s")
    Duration requestTimeout();
}
