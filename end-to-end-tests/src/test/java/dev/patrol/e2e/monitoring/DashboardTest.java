package dev.patrol.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final int WIDTH = 24;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

    private final JsonNode dashboard = Monitoring.dashboard();
    private final List<JsonNode> panels =
            Monitoring.elements(dashboard.get("panels")).toList();
    private final List<JsonNode> drawn = panels.stream()
            .filter(Predicate.not(panel -> panel.get("type").asText().equals("row")))
            .toList();

    @Test
    void panelsHaveAnIdAndATitleOfTheirOwn() {
        // When / Then
        assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels)
                .extracting(panel -> panel.get("title").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void aPanelSaysWhatItShowsInWhichUnitAndFromWhere() {
        // When / Then
        assertThat(drawn).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.path("description").asText()).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.get("targets")).isNotEmpty().allSatisfy(query -> {
                assertThat(query.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(query.get("expr").asText()).isNotBlank();
            });
            assertThat(panel.get("targets"))
                    .extracting(query -> query.get("refId").asText())
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void panelsDoNotLieOnEachOther() {
        // Given
        Set<List<Integer>> taken = new HashSet<>();

        // When / Then
        assertThat(panels).allSatisfy(panel -> {
            JsonNode place = panel.get("gridPos");
            int left = place.get("x").asInt();
            int top = place.get("y").asInt();
            assertThat(left + place.get("w").asInt()).isLessThanOrEqualTo(WIDTH);
            for (int x = left; x < left + place.get("w").asInt(); x++) {
                for (int y = top; y < top + place.get("h").asInt(); y++) {
                    assertThat(taken.add(List.of(x, y)))
                            .as("%s has %d,%d for itself", panel.get("title"), x, y)
                            .isTrue();
                }
            }
        });
    }

    @Test
    void queriesGoByMetricsThatThereAreAndByTheChosenOrganization() {
        // Given
        Map<String, String> documented = Monitoring.documentedMetrics();

        // When / Then
        assertThat(queries()).allSatisfy(query -> {
            Set<String> metrics = Monitoring.metricsIn(query, documented.keySet());
            assertThat(documented.keySet()).containsAll(metrics);
            assertThat(query.contains("organization=~\"$organization\""))
                    .isEqualTo(metrics.stream()
                            .anyMatch(metric -> documented.get(metric).contains("`organization`")));
        });
    }

    @Test
    void queriesUseVariablesThatThereAre() {
        // Given
        Set<String> variables = Monitoring.elements(dashboard.at("/templating/list"))
                .map(variable -> variable.get("name").asText())
                .collect(Collectors.toSet());

        // When
        Set<String> used = queries().stream()
                .flatMap(query -> VARIABLE.matcher(query).results())
                .map((MatchResult variable) -> variable.group(1))
                .collect(Collectors.toSet());

        // Then
        assertThat(variables).containsExactlyInAnyOrder("datasource", "organization");
        assertThat(used).containsExactlyInAnyOrder("organization", "__rate_interval");
    }

    private List<String> queries() {
        return drawn.stream()
                .flatMap(panel -> Monitoring.elements(panel.get("targets")))
                .map(query -> query.get("expr").asText())
                .toList();
    }
}
