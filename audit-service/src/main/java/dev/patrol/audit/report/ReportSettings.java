package dev.patrol.audit.report;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** When the weekly report is made, and what it goes by. */
@ConfigMapping(prefix = "patrol.report")
public interface ReportSettings {
    /** When to report, in UTC, as a Quartz cron expression with seconds. */
    @Setting(
            expects = "a cron expression with seconds, in UTC, for example 0 0 6 ? * MON",
            pattern = "\\S+(\\s+\\S+){5,6}")
    String schedule();

    /** Owners of tokens that are no people: globs, in any case of letters. */
    @Setting(expects = "globs on owners, separated by commas, for example svc-*,*-bot@*")
    @WithDefault("svc-*,svc_*,svc.*,*-svc@*,service-*,*-service@*,bot-*,*-bot@*")
    Optional<List<String>> serviceAccounts();
}
