package dev.patrol.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final List<String> PAGE = List.of(
            "## Every service",
            "| `patrol_dead_letters_total` | counter | records | `topic` | what it means | sum |",
            "## Scanner and audit",
            "| `patrol_scan_seconds` | histogram | s | none | what it means | sum |",
            "## Notifier",
            "| `patrol_mails_total` | counter | mails | `outcome` | what it means | sum |");

    @Test
    void acceptsWhatIsAsDescribed() {
        // Given
        Metrics shown = Metrics.read(
                "# TYPE patrol_dead_letters_total counter",
                "patrol_dead_letters_total{topic=\"patrol.tokens\",} 0.0",
                "# TYPE patrol_scan_seconds histogram",
                "patrol_scan_seconds_bucket{le=\"+Inf\",} 1.0",
                "patrol_scan_seconds_count 1.0",
                "# TYPE patrol_scan_seconds_max gauge",
                "patrol_scan_seconds_max 2.5",
                "# TYPE jvm_threads gauge",
                "jvm_threads{anything=\"0a0a0a0a-0000-4000-8000-000000000001\",} 1.0");

        // When
        List<String> problems = MetricsPage.problems("scanner", PAGE, shown);

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void saysWhatIsMissingOnEitherSideAndWhatDiffers() {
        // Given
        Metrics shown = Metrics.read(
                "# TYPE patrol_dead_letters_total gauge",
                "patrol_dead_letters_total{topic=\"patrol.tokens\",} 0.0",
                "# TYPE patrol_new gauge",
                "patrol_new 1.0");

        // When
        List<String> problems = MetricsPage.problems("scanner", PAGE, shown);

        // Then
        assertThat(problems)
                .containsExactly(
                        "patrol_dead_letters_total is shown as gauge by [topic], described as counter by [topic]",
                        "patrol_new is shown as gauge by [], described as null",
                        "patrol_scan_seconds is described and not shown");
    }

    @Test
    void refusesLabelsAndValuesWithoutBound() {
        // Given
        Metrics shown = Metrics.read(
                "# TYPE patrol_dead_letters_total counter",
                "patrol_dead_letters_total{topic=\"0a0a0a0a-0000-4000-8000-000000000001\",} 0.0",
                "# TYPE patrol_mails_total counter",
                "patrol_mails_total{outcome=\"sent\",address=\"ops@contoso.example\",} 0.0");

        // When
        List<String> problems = MetricsPage.problems("notifier", PAGE, shown);

        // Then
        assertThat(problems)
                .contains(
                        "patrol_mails_total has the label address, which none may have",
                        "patrol_mails_total has the value \"ops@contoso.example\" of the label address",
                        "patrol_dead_letters_total has the value \"0a0a0a0a-0000-4000-8000-000000000001\" of the label"
                                + " topic");
    }

    @Test
    void aSeriesThatIsNotThereIsAFailureThatNamesThoseThatAre() {
        // Given
        Metrics shown = Metrics.read("patrol_mails_total{outcome=\"sent\",} 3.0");

        // When, Then
        assertThat(shown.value("patrol_mails_total", "outcome", "sent")).isEqualTo(3);
        assertThatThrownBy(() -> shown.value("patrol_mails_total", "outcome", "lost"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("{outcome=sent}");
    }
}
