package dev.patrol.audit.report;

import static com.cronutils.model.CronType.QUARTZ;

import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.smallrye.config.SmallRyeConfig;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** When reports are due, and which week each is of. */
public final class ReportSchedule {
    private final ExecutionTime moments;

    /** @param cron a Quartz cron expression with seconds, in UTC */
    ReportSchedule(String cron) {
        this.moments = momentsOf(cron);
    }

    /** What is wrong with the schedule, a line each. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        String cron = config.getValue("patrol.report.schedule", String.class);
        try {
            momentsOf(cron);
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(
                    "PATROL_REPORT_SCHEDULE is \"" + cron + "\", which is no cron expression: " + e.getMessage());
        }
    }

    /** The latest moment at which a report was to be made; empty where there was none yet. */
    Optional<Instant> latestMoment(Instant now) {
        // A cron expression knows whole seconds, and the library leaves out the one that is asked for.
        Instant next = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return moments.lastExecution(next.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
    }

    /**
     * The seven whole days (UTC) before the day of the moment. So weeks meet without a gap, every instance makes the same report,
     * and what turns up late in the audit log has some hours to do so.
     */
    static Week weekOf(Instant moment) {
        return Week.endingAt(moment.truncatedTo(ChronoUnit.DAYS));
    }

    private static ExecutionTime momentsOf(String cron) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(QUARTZ));
        return ExecutionTime.forCron(parser.parse(cron).validate());
    }
}
