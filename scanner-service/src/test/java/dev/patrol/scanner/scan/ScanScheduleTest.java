package dev.patrol.scanner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Scan;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanScheduleTest {
    private static final String DAILY_AT_EIGHT = "0 0 8 * * ?";
    private static final String MOMENT = "schedule/2026-11-23T08:00:00Z";

    private final ScanSchedule schedule = new ScanSchedule(DAILY_AT_EIGHT, Duration.ofMinutes(15));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # covered            | asked                | now                  | due
            # just started, or just become the active one
            -                    | -                    | 2026-11-23T07:59:59Z | started
            -                    | -                    | 2026-11-23T08:00:01Z | started
            # the command waits, or went wrong
            -                    | 2026-11-23T10:00:00Z | 2026-11-23T10:00:01Z | -
            -                    | 2026-11-23T10:00:00Z | 2026-11-23T10:15:00Z | -
            -                    | 2026-11-23T10:00:00Z | 2026-11-23T10:15:01Z | again
            -                    | 2026-11-23T07:55:00Z | 2026-11-23T08:00:01Z | -
            -                    | 2026-11-23T07:55:00Z | 2026-11-23T08:10:01Z | again
            # the schedule
            2026-11-22T08:00:01Z | 2026-11-22T08:00:01Z | 2026-11-23T07:59:59Z | -
            2026-11-22T08:00:01Z | 2026-11-22T08:00:01Z | 2026-11-23T08:00:01Z | moment
            2026-11-22T08:00:01Z | 2026-11-23T08:00:00Z | 2026-11-23T08:00:02Z | -
            2026-11-23T08:00:00Z | 2026-11-23T08:00:00Z | 2026-11-23T08:00:05Z | -
            # a scan that began before the moment has not seen all of it
            2026-11-23T07:59:59Z | 2026-11-22T08:00:01Z | 2026-11-23T08:00:01Z | moment
            # somebody else has asked since: nothing is left to do
            2026-11-23T09:30:00Z | 2026-11-22T08:00:01Z | 2026-11-23T10:00:00Z | -
            # missed, by an hour, by days
            2026-11-22T08:00:01Z | 2026-11-22T08:00:01Z | 2026-11-23T09:00:00Z | moment
            2026-11-18T08:00:01Z | 2026-11-18T08:00:01Z | 2026-11-23T23:59:59Z | moment
            # the daily scan went wrong
            2026-11-22T08:00:01Z | 2026-11-23T08:00:01Z | 2026-11-23T08:10:00Z | -
            2026-11-22T08:00:01Z | 2026-11-23T08:00:01Z | 2026-11-23T08:15:02Z | again
            2026-11-22T08:00:01Z | 2026-11-23T21:00:00Z | 2026-11-23T21:20:00Z | again
            """)
    void asksForWhatIsNotCovered(Instant covered, Instant asked, Instant now, String due) {
        // When
        Optional<Scan> scan =
                schedule.due(Optional.ofNullable(covered), Optional.ofNullable(asked), Optional.empty(), now);

        // Then
        assertThat(scan.map(ScanScheduleTest::kind)).isEqualTo(Optional.ofNullable(due));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # found              | covered              | asked                | now                  | due
            # first after a quarter of an hour
            2026-11-23T08:00:00Z | 2026-11-23T08:00:00Z | 2026-11-23T08:00:00Z | 2026-11-23T08:15:00Z | -
            2026-11-23T08:00:00Z | 2026-11-23T08:00:00Z | 2026-11-23T08:00:00Z | 2026-11-23T08:15:01Z | look
            # asked for, and not done yet, or gone wrong
            2026-11-23T08:00:00Z | 2026-11-23T08:00:00Z | 2026-11-23T08:15:01Z | 2026-11-23T08:15:02Z | -
            2026-11-23T08:00:00Z | 2026-11-23T08:00:00Z | 2026-11-23T08:15:01Z | 2026-11-23T08:30:01Z | -
            2026-11-23T08:00:00Z | 2026-11-23T08:00:00Z | 2026-11-23T08:15:01Z | 2026-11-23T08:30:03Z | look
            # they are still there: after ever longer pauses
            2026-11-23T08:00:00Z | 2026-11-23T08:30:00Z | 2026-11-23T08:30:00Z | 2026-11-23T08:59:59Z | -
            2026-11-23T08:00:00Z | 2026-11-23T08:30:00Z | 2026-11-23T08:30:00Z | 2026-11-23T09:00:01Z | look
            2026-11-23T08:00:00Z | 2026-11-23T12:00:00Z | 2026-11-23T12:00:00Z | 2026-11-23T15:59:59Z | -
            2026-11-23T08:00:00Z | 2026-11-23T12:00:00Z | 2026-11-23T12:00:00Z | 2026-11-23T16:00:01Z | look
            # others have come: soon again
            2026-11-23T12:00:00Z | 2026-11-23T12:00:00Z | 2026-11-23T12:00:00Z | 2026-11-23T12:15:01Z | look
            # the schedule goes on beside it
            2026-11-22T08:00:00Z | 2026-11-22T20:00:00Z | 2026-11-22T20:00:00Z | 2026-11-23T08:00:01Z | moment
            """)
    void looksAgainForTokensThatDieSoonAndHaveNoSuccessor(
            Instant found, Instant covered, Instant asked, Instant now, String due) {
        // When
        Optional<Scan> scan = schedule.due(Optional.of(covered), Optional.of(asked), Optional.of(found), now);

        // Then
        assertThat(scan.map(ScanScheduleTest::kind)).isEqualTo(Optional.ofNullable(due));
    }

    private static String kind(Scan scan) {
        if (scan.occasion().equals(MOMENT)) {
            return "moment";
        }
        assertThat(scan.occasion()).isEmpty();
        if (scan.reason().contains("no successor")) {
            return "look";
        }
        return scan.reason().contains("started") ? "started" : "again";
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 8 * * ?,         2026-11-23T08:00:00Z",
        "0 30 */6 * * ?,      2026-11-23T06:30:00Z",
        "0 0 8 ? * SUN,       2026-11-22T08:00:00Z",
        "0 0 8 1 * ?,         2026-11-01T08:00:00Z",
        "0 0 23 * * ?,        2026-11-22T23:00:00Z",
        "0 0 8 1 1 ? 2026,    2026-01-01T08:00:00Z"
    })
    void knowsTheLatestMomentOfAnyExpression(String cron, Instant moment) {
        // Given
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        ScanSchedule any = new ScanSchedule(cron, Duration.ofMinutes(15));

        // When
        Optional<Scan> justBefore = any.due(Optional.of(moment.minusNanos(1)), Optional.empty(), Optional.empty(), now);
        Optional<Scan> since = any.due(Optional.of(moment), Optional.empty(), Optional.empty(), now);

        // Then
        assertThat(justBefore.map(Scan::occasion)).contains("schedule/" + moment);
        assertThat(since).isEmpty();
    }

    @Test
    void aScheduleThatHasNotBegunStillScansAtTheStart() {
        // Given
        ScanSchedule far = new ScanSchedule("0 0 8 1 1 ? 2099", Duration.ofMinutes(15));
        Instant now = Instant.parse("2026-11-23T12:00:00Z");

        // When, Then
        assertThat(far.due(Optional.empty(), Optional.empty(), Optional.empty(), now))
                .isPresent();
        assertThat(far.due(Optional.of(now.minusSeconds(5)), Optional.empty(), Optional.empty(), now))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0 0 8 * * ?, 0", "0 0 25 * * ?, 1", "a b c d e f, 1"})
    void saysWhatIsWrongWithTheExpression(String cron, int lines) {
        // Given
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("patrol.scan.cron", cron), "test"))
                .build();

        // When
        List<String> problems = ScanSchedule.problemsOf(config);

        // Then
        assertThat(problems).hasSize(lines).allMatch(line -> line.startsWith("SCAN_CRON is \"" + cron + "\""));
    }
}
