package dev.patrol.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^## (Patrol\\w+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[(\\w+)]\\(#(\\w+)\\) \\| (\\w+) \\|");

    /** Over the whole of its series, and not only at one moment. */
    private static final Pattern FIRED_AT_ALL =
            Pattern.compile("count_over_time\\(ALERTS\\{alertname=\"(\\w+)\", alertstate=\"firing\"}\\[\\w+]\\)");

    private final Map<String, JsonNode> alerts = Monitoring.alerts();

    @Test
    void rulesGoByMetricsThatThereAre() {
        // Given
        Set<String> documented = Monitoring.documentedMetrics().keySet();

        // When / Then
        assertThat(alerts).hasSizeGreaterThan(12).allSatisfy((alert, rule) -> assertThat(documented)
                .containsAll(Monitoring.metricsIn(rule.get("expr").asText(), documented)));
    }

    @Test
    void anAlertSaysWhatIsTheMatterAndWhereToReadOn() {
        // When / Then
        assertThat(alerts).allSatisfy((alert, rule) -> {
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).hasSizeBetween(10, 120);
            assertThat(rule.at("/annotations/description").asText()).hasSizeGreaterThan(30);
            assertThat(rule.at("/annotations/runbook").asText())
                    .isEqualTo("docs/alerts.md#" + alert.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void thePageHasASectionForEachAlertAndNoOther() {
        // Given
        String page = Monitoring.page("alerts.md");

        // When
        List<String> sections =
                SECTION.matcher(page).results().map(section -> section.group(1)).toList();

        // Then
        assertThat(sections).containsExactlyInAnyOrderElementsOf(alerts.keySet());
        Arrays.stream(page.split("(?m)^## "))
                .filter(section -> section.startsWith("Patrol"))
                .forEach(section -> assertThat(section).contains("**Means**", "**Look**", "**Do**"));
    }

    @Test
    void theTableOfThePageIsThatOfTheRules() {
        // When
        Map<String, String> severities = ROW.matcher(Monitoring.page("alerts.md"))
                .results()
                .filter(row -> row.group(1).toLowerCase(Locale.ROOT).equals(row.group(2)))
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(3)));

        // Then
        assertThat(severities)
                .isEqualTo(
                        alerts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, alert -> alert.getValue()
                                .at("/labels/severity")
                                .asText())));
    }

    @Test
    void anAlertIsTriedWhereItFiresAndWhereItIsSilent() {
        // Given
        List<JsonNode> trials = Monitoring.trials();

        // When
        Set<String> firing = trials.stream()
                .flatMap(trial -> Monitoring.elements(trial.path("alert_rule_test")))
                .filter(trial -> !trial.get("exp_alerts").isEmpty())
                .map(trial -> trial.get("alertname").asText())
                .collect(Collectors.toSet());
        Set<String> silent = trials.stream()
                .flatMap(trial -> Monitoring.elements(trial.path("promql_expr_test")))
                .filter(trial -> trial.get("exp_samples").isEmpty())
                .flatMap(trial ->
                        FIRED_AT_ALL.matcher(trial.get("expr").asText()).results())
                .map(fired -> fired.group(1))
                .collect(Collectors.toSet());

        // Then
        assertThat(firing).isEqualTo(alerts.keySet());
        assertThat(silent).isEqualTo(alerts.keySet());
    }
}
