package dev.patrol.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportScheduleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # cron                | now                  | moment               | from                 | to
            0 0 6 ? * MON         | 2026-11-23T06:00:00Z | 2026-11-23T06:00:00Z | 2026-11-16T00:00:00Z | 2026-11-23T00:00:00Z
            0 0 6 ? * MON         | 2026-11-23T05:59:59Z | 2026-11-16T06:00:00Z | 2026-11-09T00:00:00Z | 2026-11-16T00:00:00Z
            0 0 6 ? * MON         | 2026-11-29T23:59:59Z | 2026-11-23T06:00:00Z | 2026-11-16T00:00:00Z | 2026-11-23T00:00:00Z
            0 30 22 ? * FRI       | 2026-11-23T06:00:00Z | 2026-11-20T22:30:00Z | 2026-11-13T00:00:00Z | 2026-11-20T00:00:00Z
            0 0 6 1 1 ? 2099      | 2026-11-23T06:00:00Z | -                    | -                    | -
            """)
    void tellsTheLatestMomentAndTheWholeDaysBefore(String cron, Instant now, Instant moment, Instant from, Instant to) {
        // When
        Optional<Instant> latest = new ReportSchedule(cron).latestMoment(now);

        // Then
        assertThat(latest).isEqualTo(Optional.ofNullable(moment));
        assertThat(latest.map(ReportSchedule::weekOf))
                .isEqualTo(Optional.ofNullable(moment).map(due -> new Week(from, to)));
    }

    @ParameterizedTest
    @CsvSource({"0 0 6 ? * MON, 0", "0 0 25 ? * MON, 1", "a b c d e f, 1"})
    void saysWhatIsWrongWithTheExpression(String cron, int lines) {
        // Given
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("patrol.report.schedule", cron), "test"))
                .build();

        // When
        List<String> problems = ReportSchedule.problemsOf(config);

        // Then
        assertThat(problems)
                .hasSize(lines)
                .allMatch(line -> line.startsWith("PATROL_REPORT_SCHEDULE is \"" + cron + "\""));
    }
}
