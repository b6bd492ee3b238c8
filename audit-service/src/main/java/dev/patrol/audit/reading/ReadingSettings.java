package dev.patrol.audit.reading;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the audit log is read. */
@ConfigMapping(prefix = "patrol.audit")
public interface ReadingSettings {
    /** What Azure DevOps keeps. */
    long RETENTION_DAYS = 90;

    /** Time from one poll to the next while all is well. */
    @Setting(variable = "AUDIT_POLL_INTERVAL", expects = "a duration, for example 1m or PT1M", min = 1)
    Duration pollInterval();

    /** Entries asked for in one page. Azure DevOps documents no maximum; 200 is known to work. */
    @Setting(expects = "a whole number from 1 to 10000", min = 1, max = 10_000)
    @WithDefault("200")
    int batchSize();

    /** How far back an organization is read that was never read before; the log itself holds 90 days. */
    @Setting(
            expects = "a duration up to 90 days, for example 1h or 7d",
            min = 1,
            max = RETENTION_DAYS * 24 * 60 * 60 * 1000)
    @WithDefault("1h")
    Duration firstLookBack();

    /** How long after they happened entries usually turn up in the log. Each window begins that much earlier. */
    @Setting(expects = "a duration, for example 10m or PT10M", min = 1)
    @WithDefault("10m")
    Duration overlap();

    /** How long after it happened an entry may turn up at the latest. So far back is looked now and then. */
    @Setting(expects = "a duration up to 1d, for example 3h", min = 1, max = 24 * 60 * 60 * 1000)
    @WithDefault("3h")
    Duration lateEntries();

    /** Time from one look so far back to the next. */
    @Setting(expects = "a duration, for example 30m", min = 1)
    @WithDefault("30m")
    Duration lateEntriesEvery();

    /** Longest stretch of the log read at once while catching up. */
    @Setting(expects = "a duration, for example 6h or PT6H", min = 1)
    @WithDefault("6h")
    Duration longestWindow();

    /** How many new entries are held in memory at once; a window with more is read in halves. */
    @Setting(expects = "a whole number from 100 to 1000000", min = 100, max = 1_000_000)
    @WithDefault("10000")
    int mostEntriesHeld();

    /** Longest wait between two polls after failures. */
    @Setting(expects = "a duration, for example 15m or PT15M", min = 1)
    @WithDefault("15m")
    Duration longestPause();
}
