package dev.patrol.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.e2e.deploy.Rights.Right;
import dev.patrol.model.Topic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** KEDA adds instances where they have something to do, and asks the brokers for what it may see. */
class AutoscalingTest {
    private final List<Resource> scaled = Rendering.PRODUCTION.of("ScaledObject");

    @Test
    void onlyThoseAreScaledOfWhichMoreDoMore() {
        // When
        Set<String> names = scaled.stream()
                .map(one -> one.text("/spec/scaleTargetRef/name"))
                .collect(Collectors.toSet());

        // Then
        assertThat(names).containsExactlyInAnyOrder("patrol-rotator", "patrol-audit");
    }

    @Test
    void whatIsScaledIsThereAndItsNumberIsLeftToKeda() {
        // When / Then
        assertThat(scaled).allSatisfy(one -> {
            Optional<Resource> target = Rendering.PRODUCTION.named(
                    one.text("/spec/scaleTargetRef/kind"), one.text("/spec/scaleTargetRef/name"));
            assertThat(target).isPresent();
            assertThat(target.orElseThrow().root().path("spec").has("replicas")).isFalse();
            assertThat(target.orElseThrow().text("/spec/template/spec/containers/0/name"))
                    .isEqualTo(one.text("/spec/scaleTargetRef/envSourceContainerName"));
        });
    }

    @Test
    void thereAreNeverMoreInstancesThanPartitions() {
        // When / Then
        assertThat(scaled).allSatisfy(one -> {
            int least = one.root().at("/spec/minReplicaCount").asInt();
            int most = one.root().at("/spec/maxReplicaCount").asInt();
            assertThat(least).isEqualTo(2);
            assertThat(most)
                    .isBetween(least, Topic.AUDIT_ENTRIES.partitions())
                    .isLessThanOrEqualTo(Topic.ROTATE_COMMANDS.partitions());
        });
    }

    @Test
    void kedaMaySeeTheGroupsThatItGoesBy() {
        // Given
        List<Right> rights = Rights.read().of("autoscaler").stream()
                .filter(right -> right.resource().equals("group"))
                .toList();

        // When
        List<JsonNode> triggers = scaled.stream()
                .flatMap(one -> Resource.each(one.root().at("/spec/triggers")))
                .toList();

        // Then
        assertThat(triggers).hasSize(5).allSatisfy(trigger -> {
            String group = trigger.at("/metadata/consumerGroup").asText();
            assertThat(rights).anyMatch(right -> group.startsWith(right.name()));
            assertThat(trigger.at("/metadata/bootstrapServersFromEnv").asText())
                    .isIn(Rendering.PRODUCTION.settings().keySet());
            assertThat(Rendering.PRODUCTION.named(
                            "TriggerAuthentication",
                            trigger.at("/authenticationRef/name").asText()))
                    .isPresent();
        });
        assertThat(Rights.read().of("autoscaler"))
                .allMatch(right -> right.operations().equals(List.of("Describe")));
    }

    /** Kafka 4 dropped what clients before 2.1 ask, and KEDA asks as a client of 1.0 where nothing is said. */
    @Test
    void kedaAsksBrokersInAVersionThatTheyStillAnswer() {
        // When
        List<String> versions = scaled.stream()
                .flatMap(one -> Resource.each(one.root().at("/spec/triggers")))
                .map(trigger -> trigger.at("/metadata/version").asText())
                .toList();

        // Then
        assertThat(versions).isNotEmpty().allMatch(version -> version.matches("[34]\\.\\d+\\.\\d+"));
    }

    /** Each of the rotator's groups does work that waits for more of them. */
    @Test
    void theRotatorIsScaledByEachOfItsGroups() {
        // Given
        String settings =
                Deploy.text(Deploy.REPOSITORY.resolve("rotator-service/src/main/resources/application.properties"));
        Set<String> groups = settings.lines()
                .filter(line -> line.contains(".group.id="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .collect(Collectors.toSet());
        groups.add("rotator");

        // When
        List<String> triggers = scaled.stream()
                .filter(one -> one.name().equals("patrol-rotator"))
                .flatMap(one -> Resource.each(one.root().at("/spec/triggers")))
                .map(trigger -> trigger.at("/metadata/consumerGroup").asText())
                .toList();

        // Then
        assertThat(triggers).containsExactlyInAnyOrderElementsOf(groups);
    }
}
