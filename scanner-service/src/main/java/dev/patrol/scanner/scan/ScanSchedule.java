package dev.patrol.scanner.scan;

import static com.cronutils.model.CronType.QUARTZ;

import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.patrol.model.Scan;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a scan is to be asked for, by the latest moment of the schedule and what has been scanned since. A moment at which
 * the scanner, the broker or Azure DevOps was away is so made up, however late; several such moments are made up by one scan.
 *
 * <p>Where a scan found tokens that die soon and have no successor, another one looks whether they have by then: soon, and after
 * ever longer pauses as long as there are the same ones.
 */
public final class ScanSchedule {
    static final String SCANNER = "scanner";

    private final ExecutionTime moments;
    private final Duration makeUpAfter;

    /**
     * @param cron a Quartz cron expression with seconds, in UTC
     * @param makeUpAfter how long after asking in vain one is asked for again, and the first pause before another look
     */
    ScanSchedule(String cron, Duration makeUpAfter) {
        this.moments = momentsOf(cron);
        this.makeUpAfter = makeUpAfter;
    }

    /** What is wrong with the schedule, a line each. */
    public static List<String> problemsOf(SmallRyeConfig config) {
        String cron = config.getValue("patrol.scan.cron", String.class);
        try {
            momentsOf(cron);
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of("SCAN_CRON is \"" + cron + "\", which is no cron expression: " + e.getMessage());
        }
    }

    private static ExecutionTime momentsOf(String cron) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(QUARTZ));
        return ExecutionTime.forCron(parser.parse(cron).validate());
    }

    /**
     * The scan to ask for.
     *
     * @param covered when the last scan began that went well; empty where this scanner has done none
     * @param asked when this scanner has asked last
     * @param awaited when those tokens were found first that die soon and have no successor; empty where there are none
     */
    Optional<Scan> due(Optional<Instant> covered, Optional<Instant> asked, Optional<Instant> awaited, Instant now) {
        Instant moment = moments.lastExecution(now.atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toInstant)
                .orElse(Instant.EPOCH);
        if (isSince(covered, moment)) {
            return awaited.filter(found -> isWorthALook(found, covered, asked, now))
                    .map(found -> new Scan("Tokens that die soon had no successor at the last scan.", SCANNER, ""));
        }
        boolean inVain = isSince(asked, moment) || covered.isEmpty() && asked.isPresent();
        if (inVain && isSince(asked, now.minus(makeUpAfter))) {
            return Optional.empty();
        }
        if (inVain) {
            return Optional.of(new Scan("The last scan did not go well.", SCANNER, ""));
        }
        return Optional.of(
                covered.isEmpty()
                        ? new Scan("The scanner has started, or has become the active one.", SCANNER, "")
                        : new Scan("The scan of " + moment + ".", SCANNER, "schedule/" + moment));
    }

    /** Each pause is as long as they have been waited for. */
    private boolean isWorthALook(Instant found, Optional<Instant> covered, Optional<Instant> asked, Instant now) {
        Instant last = Stream.of(covered, asked)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElseThrow();
        Duration waited = Duration.between(found, last);
        Duration pause = waited.compareTo(makeUpAfter) > 0 ? waited : makeUpAfter;
        return last.plus(pause).isBefore(now);
    }

    private static boolean isSince(Optional<Instant> then, Instant moment) {
        return then.filter(time -> !time.isBefore(moment)).isPresent();
    }
}
