package dev.patrol.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the operators of a cluster are given is what Prometheus and Grafana are given elsewhere. */
class MonitoringTest {
    private static final Path FOLDER = Deploy.FOLDER.resolve("monitoring");
    private static final String REMEDY = "call deploy/kubernetes/render.sh, and add what it wrote to the commit";

    @Test
    void theRulesOfAClusterAreTheAlertRules() {
        // Given
        JsonNode rules = Resource.in(FOLDER.resolve("alerts.yml")).get(0).root();

        // When
        Resource resource =
                Rendering.PRODUCTION.named("PrometheusRule", "patrol").orElseThrow();

        // Then
        assertThat(rules.at("/groups/0/rules")).isNotEmpty();
        assertThat(resource.root().path("spec")).as(REMEDY).isEqualTo(rules);
    }

    @Test
    void theDashboardOfAClusterIsTheDashboard() throws Exception {
        // Given
        ObjectMapper mapper = new ObjectMapper();
        JsonNode dashboard =
                mapper.readTree(FOLDER.resolve("grafana/dashboards/patrol.json").toFile());

        // When
        Resource resource =
                Rendering.PRODUCTION.named("ConfigMap", "patrol-dashboard").orElseThrow();

        // Then
        assertThat(mapper.readTree(resource.text("/data/patrol.json")))
                .as(REMEDY)
                .isEqualTo(dashboard);
        assertThat(resource.root().at("/metadata/labels/grafana_dashboard").asText())
                .isEqualTo("1");
    }
}
