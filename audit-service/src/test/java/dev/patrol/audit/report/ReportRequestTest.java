package dev.patrol.audit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:41:27.5Z");
    private static final List<String> KNOWN = List.of("contoso", "fabrikam");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,         -,                     contoso fabrikam, 2026-11-24T09:41:00Z
            fabrikam,  -,                     fabrikam,         2026-11-24T09:41:00Z
            ' Contoso',2026-11-23T00:00:00Z,  contoso,          2026-11-23T00:00:00Z
            -,         2026-11-23T06:30:59.9Z,contoso fabrikam, 2026-11-23T06:30:00Z
            -,         2026-09-02T09:41:28Z,  contoso fabrikam, 2026-09-02T09:41:00Z
            """)
    void isOfTheSevenDaysBeforeAWholeMinute(String organization, String to, String organizations, Instant end) {
        // When
        ReportRequest request =
                ReportRequest.of(Optional.ofNullable(organization), Optional.ofNullable(to), KNOWN, NOW);

        // Then
        assertThat(request).isEqualTo(new ReportRequest(List.of(organizations.split(" ")), Week.endingAt(end)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            northwind,             -,                                          none that Patrol looks after
            '',                    -,                                          none that Patrol looks after
            '<script>x</script>',  -,                                          none that Patrol looks after
            -,                     2026-11-24T09:42:00Z,                       in the future
            -,                     +1000000000-12-31T23:59:59.999999999Z,      in the future
            -,                     2026-08-20T00:00:00Z,                       too long ago
            -,                     2026-09-02T09:41:27Z,                       too long ago
            -,                     yesterday,                                  should be a time in UTC
            -,                     '',                                         should be a time in UTC
            -,                     2026-11-23,                                 should be a time in UTC
            -,                     2026-02-30T00:00:00Z,                       should be a time in UTC
            -,                     -1000000000-01-01T00:00:00Z,                too long ago
            """)
    void refusesWhatMakesNoSenseInOneSentence(String organization, String to, String reason) {
        // When / Then
        assertThatThrownBy(
                        () -> ReportRequest.of(Optional.ofNullable(organization), Optional.ofNullable(to), KNOWN, NOW))
                .isInstanceOf(ReportRequest.Refused.class)
                .hasMessageContaining(reason)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("<script>");
    }
}
