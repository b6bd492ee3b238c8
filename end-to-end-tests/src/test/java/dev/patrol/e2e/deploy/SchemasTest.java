package dev.patrol.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that is applied to a cluster is as the cluster's API wants it. */
class SchemasTest {
    @ParameterizedTest
    @EnumSource
    void everyResourceIsAsItsSchemaWantsIt(Rendering rendering) {
        // Given
        List<Resource> resources = rendering.resources();

        // When
        Map<String, String> problems = new TreeMap<>();
        resources.forEach(one -> Schemas.problemOf(one).ifPresent(problem -> problems.put(one.toString(), problem)));

        // Then
        assertThat(resources).hasSizeGreaterThan(20);
        assertThat(problems).isEmpty();
    }

    @Test
    void theJobThatGrantsRightsIsAsItsSchemaWantsIt() {
        // Given
        List<Resource> resources = Resource.in(Deploy.FOLDER.resolve("kafka/job.yaml"));

        // When
        List<String> problems = resources.stream()
                .flatMap(one -> Schemas.problemOf(one).stream())
                .toList();

        // Then
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, /spec, minReadySecond, 10",
        "Deployment, /spec, selector,",
        "Deployment, /spec, minReadySeconds, ten",
        "Deployment, /spec/template/spec/containers/0, imagePullpolicy, Always",
        "StatefulSet, /spec/template/spec/containers/0/ports/0, containerPort, 8080",
        "NetworkPolicy, /spec, podSelectors, x",
        "PodDisruptionBudget, /spec, maxUnavailables, 1",
        "ScaledObject, /spec, maxReplicas, 3",
    })
    void aMistakeIsSeen(String kind, String place, String field, String value) {
        // Given
        Resource resource = Rendering.PRODUCTION.of(kind).get(0);
        ObjectNode node = (ObjectNode) resource.root().at(place);
        if (value == null) {
            node.remove(field);
        } else {
            node.put(field, value);
        }

        // When
        var problem = Schemas.problemOf(resource);

        // Then
        assertThat(problem).isPresent();
    }
}
